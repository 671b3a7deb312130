import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { quarantineListQuery } from '@/api/policy';
import type { QuarantineDay } from '@/api/types';
import { EmptyState } from '@/components/page-state';
import { PagedTable } from '@/components/paged-table';
import { Panel } from '@/components/panel';
import type { SimpleColumn } from '@/components/simple-table';
import { useFormat } from '@/lib/format';
import styles from './keys-page.module.css';

/** Events of erased people that are held back, by data set and day, and when they destroy themselves. Never what they say. */
export function QuarantineTab(): ReactElement {
  const { t } = useTranslation();
  const format = useFormat();
  const list = useInfiniteQuery(quarantineListQuery);
  const columns = useMemo<SimpleColumn<QuarantineDay>[]>(
    () => [
      { header: t('quarantine.dataset'), cell: (one) => <code>{one.dataset}</code> },
      { header: t('quarantine.day'), cell: (one) => <span className={styles.when}>{format.date(one.day)}</span> },
      { header: t('quarantine.held'), numeric: true, cell: (one) => format.number(one.held) },
      { header: t('quarantine.released'), numeric: true, cell: (one) => format.number(one.released) },
      { header: t('quarantine.ends'), cell: (one) => <span className={styles.when}>{format.dateTime(one.ends_at)}</span> },
    ],
    [t, format],
  );
  return (
    <div className={styles.stack}>
      <p className={styles.hint}>{t('quarantine.hint')}</p>
      <Panel title={t('keyring.tab.quarantine')} flush>
        <PagedTable
          list={list}
          label={t('keyring.tab.quarantine')}
          columns={columns}
          rowKey={(one) => `${one.dataset} ${one.day}`}
          minWidth="38rem"
          empty={<EmptyState title={t('quarantine.none')}>{t('quarantine.noneHint')}</EmptyState>}
        />
      </Panel>
      <p className="muted">{t('quarantine.release')}</p>
    </div>
  );
}
