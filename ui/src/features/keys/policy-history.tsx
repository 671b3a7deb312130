import { NativeSelect } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useMemo, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { policyListQuery, policyVersionQuery } from '@/api/policy';
import type { PolicyItem } from '@/api/types';
import { EmptyState, PageState } from '@/components/page-state';
import { PagedTable } from '@/components/paged-table';
import { Panel } from '@/components/panel';
import { PolicyChanges } from '@/components/policy-changes';
import type { SimpleColumn } from '@/components/simple-table';
import { useFormat } from '@/lib/format';
import { changesBetween } from '@/lib/policy-diff';
import styles from './keys-page.module.css';

const route = getRouteApi('/keys/$tab');

/** Every version with who, when and why, and what differs between two of them. Which two stands in the address. */
export function PolicyHistory({ newest }: { newest: number | undefined }): ReactElement {
  const { t } = useTranslation();
  const format = useFormat();
  const list = useInfiniteQuery(policyListQuery);
  const columns = useMemo<SimpleColumn<PolicyItem>[]>(
    () => [
      { header: t('policy.version'), cell: (one) => format.number(one.version) },
      { header: t('request.by'), cell: (one) => one.made_by ?? t('history.system') },
      { header: t('request.at'), cell: (one) => (one.made_at ? <span className={styles.when}>{format.dateTime(one.made_at)}</span> : '–') },
      { header: t('reason.label'), cell: (one) => one.reason ?? t('policy.shipped') },
    ],
    [t, format],
  );
  return (
    <>
      <Panel title={t('policy.history')} flush>
        <PagedTable
          list={list}
          label={t('policy.history')}
          columns={columns}
          rowKey={(one) => String(one.version)}
          minWidth="36rem"
          empty={<EmptyState title={t('today.nothingYet')} />}
        />
      </Panel>
      {newest !== undefined && newest > 0 && <Compare newest={newest} />}
    </>
  );
}

function Compare({ newest }: { newest: number }): ReactElement {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const search = route.useSearch();
  const to = Math.min(search.to ?? newest, newest);
  const from = Math.min(search.from ?? Math.max(0, to - 1), newest);
  const versions = Array.from({ length: newest + 1 }, (_, index) => String(newest - index));
  const go = (change: { from?: number; to?: number }) =>
    void navigate({ to: '/keys/$tab', params: { tab: 'policy' }, search: { from, to, ...change }, replace: true, resetScroll: false });
  const before = useQuery(policyVersionQuery(from));
  const after = useQuery(policyVersionQuery(to));
  const changes = useMemo(
    () => (before.data && after.data ? changesBetween(before.data.policy, after.data.policy) : undefined),
    [before.data, after.data],
  );
  const refetch = () => {
    void before.refetch();
    void after.refetch();
  };
  return (
    <Panel title={t('policy.compare')}>
      <div className={styles.stack}>
        <div className={styles.pair}>
          <NativeSelect label={t('policy.from')} data={versions} value={String(from)} onChange={(event) => go({ from: Number(event.currentTarget.value) })} />
          <NativeSelect label={t('policy.to')} data={versions} value={String(to)} onChange={(event) => go({ to: Number(event.currentTarget.value) })} />
        </div>
        <PageState of={{ data: changes, error: before.error ?? after.error, refetch }}>{(all) => <PolicyChanges changes={all} />}</PageState>
      </div>
    </Panel>
  );
}
