import { Button } from '@mantine/core';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { Plus, RefreshCw } from 'lucide-react';
import { useCallback, useMemo, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { requestListQuery } from '@/api/requests';
import { DataTable } from '@/components/data-table';
import { FilterBar, type Filter } from '@/components/filter-bar';
import { EmptyState, PageState } from '@/components/page-state';
import { PageTitle } from '@/components/page-title';
import { useFormat } from '@/lib/format';
import { REGIMES, REQUEST_STATES, RIGHTS, type RequestSearch } from '@/lib/request-search';
import { useLive } from '@/lib/use-live';
import { useRequestColumns } from './request-columns';
import { SavedViews } from './saved-views';
import styles from './requests-page.module.css';

const route = getRouteApi('/requests');

/** The queue of requests, the one that breaches first on top. */
export function RequestsPage(): ReactElement {
  const { t } = useTranslation();
  const format = useFormat();
  const search = route.useSearch();
  const navigate = useNavigate();
  const filters = useFilters();
  const columns = useRequestColumns();
  const sort = search.sort ?? 'due';
  const list = useInfiniteQuery({ ...requestListQuery({ ...search, sort }), placeholderData: keepPreviousData });
  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.items), [list.data]);
  const [news, setNews] = useNews();

  const go = (change: Partial<RequestSearch>) => void navigate({ to: '/requests', search: { ...search, ...change }, replace: true });
  const clear = () => void navigate({ to: '/requests', search: { sort: search.sort }, replace: true });
  const refresh = () => {
    setNews(false);
    void list.refetch();
  };
  const filtered = Boolean(search.state ?? search.right ?? search.regime);
  const result = rows ? t(list.hasNextPage ? 'requests.atLeast' : 'requests.count', { count: rows.length, shown: format.number(rows.length) }) : '';

  return (
    <div className={styles.page}>
      <div className={styles.head}>
        <PageTitle>{t('requests.title')}</PageTitle>
        <Button component={Link} to="/requests/new" leftSection={<Plus size={16} aria-hidden />}>
          {t('request.new')}
        </Button>
      </div>
      <SavedViews search={search} />
      <FilterBar
        filters={filters}
        values={{ state: search.state, right: search.right, regime: search.regime }}
        onChange={(key, value) => go({ [key]: value })}
        onClear={clear}
        result={result}
      />
      {news && (
        <Button variant="light" size="xs" leftSection={<RefreshCw size={14} aria-hidden />} onClick={refresh} className={styles.news}>
          {t('requests.news')}
        </Button>
      )}
      <PageState of={{ data: rows, error: list.error, refetch: list.refetch }}>
        {(requests) =>
          requests.length === 0 ? (
            <NoRequests filtered={filtered} onClear={clear} />
          ) : (
            <DataTable
              label={t('requests.title')}
              columns={columns}
              rows={requests}
              rowKey={(request) => request.id}
              sort={sort}
              onSort={(order) => go({ sort: order as RequestSearch['sort'] })}
              hasMore={list.hasNextPage}
              loadingMore={list.isFetchingNextPage}
              onMore={list.fetchNextPage}
              refreshing={list.isPlaceholderData}
            />
          )
        }
      </PageState>
    </div>
  );
}

/** Says that something changed, instead of moving rows under the reader's cursor. */
function useNews(): [boolean, (news: boolean) => void] {
  const [news, setNews] = useState(false);
  const [opened] = useState(() => Date.now());
  const onChange = useCallback(() => {
    if (Date.now() - opened > 2_000) setNews(true);
  }, [opened]);
  useLive('/stream', onChange);
  return [news, setNews];
}

function NoRequests({ filtered, onClear }: { filtered: boolean; onClear: () => void }): ReactElement {
  const { t } = useTranslation();
  if (!filtered) return <EmptyState title={t('requests.none')}>{t('requests.noneHint')}</EmptyState>;
  return (
    <EmptyState title={t('requests.noneMatch')} filtered>
      <Button variant="default" size="xs" onClick={onClear}>
        {t('filter.clear')}
      </Button>
    </EmptyState>
  );
}

function useFilters(): Filter[] {
  const { t } = useTranslation();
  const options = (values: readonly string[], words: (value: string) => string) =>
    values.map((value) => ({ value, label: words(value) }));
  return [
    { key: 'state', label: t('requests.state'), options: options(REQUEST_STATES, (state) => t(`requestState.${state.toLowerCase()}`)) },
    { key: 'right', label: t('requests.right'), options: options(RIGHTS, (right) => t(`right.${right}`)) },
    { key: 'regime', label: t('requests.law'), options: options(REGIMES, (regime) => t(`regime.${regime}`)) },
  ];
}
