import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { policyProposalListQuery } from '@/api/policy';
import type { PolicyProposalItem } from '@/api/types';
import { EmptyState } from '@/components/page-state';
import { PagedTable } from '@/components/paged-table';
import { Panel } from '@/components/panel';
import type { SimpleColumn } from '@/components/simple-table';
import { useFormat } from '@/lib/format';
import { ActStatus } from './act-status';
import { Who } from './who';
import styles from './keys-page.module.css';

/** What was proposed as a next version, and what became of it. */
export function PolicyProposals(): ReactElement {
  const { t } = useTranslation();
  const format = useFormat();
  const list = useInfiniteQuery(policyProposalListQuery);
  const columns = useMemo<SimpleColumn<PolicyProposalItem>[]>(
    () => [
      { header: t('requests.state'), cell: (one) => <ActStatus state={one.state} /> },
      { header: t('policy.version'), cell: (one) => format.number(one.version ?? one.based_on + 1) },
      { header: t('reason.label'), cell: (one) => <div className={styles.reason}>{one.reason}</div> },
      { header: t('export.proposed'), cell: (one) => <Who by={one.proposed_by} at={one.proposed_at} /> },
      { header: t('export.confirmed'), cell: (one) => (one.confirmed_by ? <Who by={one.confirmed_by} at={one.confirmed_at} /> : '–') },
    ],
    [t, format],
  );
  return (
    <Panel title={t('policy.proposals')} flush>
      <PagedTable
        list={list}
        label={t('policy.proposals')}
        columns={columns}
        rowKey={(one) => one.id}
        minWidth="44rem"
        empty={<EmptyState title={t('policy.noProposal')}>{t('policy.noProposalHint')}</EmptyState>}
      />
    </Panel>
  );
}
