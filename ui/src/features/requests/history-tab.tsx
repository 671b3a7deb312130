import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { historyQuery } from '@/api/requests';
import type { Request } from '@/api/types';
import { ActivityLog } from '@/components/activity-log';
import { EmptyState, PageState } from '@/components/page-state';
import { Panel } from '@/components/panel';

export function HistoryTab({ request }: { request: Request }): ReactElement {
  const { t } = useTranslation();
  const log = useInfiniteQuery(historyQuery(request.id));
  const items = useMemo(() => log.data?.pages.flatMap((page) => page.items), [log.data]);
  return (
    <Panel title={t('history.title')}>
      <PageState of={{ data: items, error: log.error, refetch: log.refetch }}>
        {(entries) => (entries.length ? <ActivityLog items={entries} /> : <EmptyState title={t('today.nothingYet')} />)}
      </PageState>
      {log.hasNextPage && (
        <Button variant="default" loading={log.isFetchingNextPage} onClick={() => void log.fetchNextPage()}>
          {t('table.more')}
        </Button>
      )}
    </Panel>
  );
}
