import { Button } from '@mantine/core';
import { useMemo, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Page } from '@/api/types';
import { PageState } from './page-state';
import { SimpleTable, type SimpleColumn } from './simple-table';

interface Paged<T> {
  data: { pages: Page<T>[] } | undefined;
  error: unknown;
  refetch: () => unknown;
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  fetchNextPage: () => unknown;
}

interface PagedTableProps<T> {
  list: Paged<T>;
  label: string;
  columns: SimpleColumn<T>[];
  rowKey: (row: T) => string;
  /** What to show where there is nothing. */
  empty: ReactElement;
  minWidth?: string;
}

/** A list of the service as a table, in whichever state it is, with the way to its next page. */
export function PagedTable<T>({ list, empty, ...table }: PagedTableProps<T>): ReactElement {
  const { t } = useTranslation();
  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.items), [list.data]);
  return (
    <>
      <PageState of={{ data: rows, error: list.error, refetch: list.refetch }}>
        {(items) => (items.length ? <SimpleTable {...table} rows={items} wholeWords /> : empty)}
      </PageState>
      {list.hasNextPage && (
        <Button variant="default" m="sm" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('table.more')}
        </Button>
      )}
    </>
  );
}
