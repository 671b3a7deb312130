import { Tabs } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useCallback, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { asProblem } from '@/api/problem';
import { requestKeys, requestQuery, streamPath } from '@/api/requests';
import type { Request } from '@/api/types';
import { ErrorState, LoadingState, PageState } from '@/components/page-state';
import { PageTitle } from '@/components/page-title';
import { StageRail } from '@/components/stage-rail';
import { parseTab, REQUEST_TABS, type RequestTab } from '@/lib/request-tabs';
import { useLive } from '@/lib/use-live';
import { OverviewTab } from './overview-tab';
import { RequestHeader } from './request-header';
import styles from './request-page.module.css';

const EvidenceTab = lazy(() => import('./evidence-tab').then((module) => ({ default: module.EvidenceTab })));
const HistoryTab = lazy(() => import('./history-tab').then((module) => ({ default: module.HistoryTab })));
const PeopleTab = lazy(() => import('./people-tab').then((module) => ({ default: module.PeopleTab })));
const PlanTab = lazy(() => import('./plan-tab').then((module) => ({ default: module.PlanTab })));
const SystemsTab = lazy(() => import('./systems-tab').then((module) => ({ default: module.SystemsTab })));

const route = getRouteApi('/requests/$requestId/$tab');

/** One request, from what was asked to the proof that it was done. */
export function RequestPage(): ReactElement {
  const { requestId } = route.useParams();
  return <LiveRequest key={requestId} id={requestId} />;
}

function LiveRequest({ id }: { id: string }): ReactElement {
  const { t } = useTranslation();
  const client = useQueryClient();
  const answer = useQuery(requestQuery(id));
  const refresh = useCallback(() => void client.invalidateQueries({ queryKey: requestKeys.one(id) }), [client, id]);
  const live = useLive(streamPath(id), refresh);
  return (
    <div className={styles.page}>
      <nav aria-label={t('shell.breadcrumb')}>
        <Link to="/requests" className={styles.crumb}>
          {t('requests.title')}
        </Link>
      </nav>
      {answer.data === undefined && asProblem(answer.error).status === 404 ? (
        <>
          <PageTitle>{t('request.missing')}</PageTitle>
          <ErrorState error={answer.error} />
        </>
      ) : (
        <PageState of={answer}>{(request) => <RequestContent request={request} live={live} />}</PageState>
      )}
    </div>
  );
}

function RequestContent({ request, live }: { request: Request; live: boolean }): ReactElement {
  const { t } = useTranslation();
  const { tab } = route.useParams();
  const navigate = useNavigate();
  const open = (next: RequestTab) =>
    void navigate({ to: '/requests/$requestId/$tab', params: { requestId: request.id, tab: next }, replace: true });
  return (
    <>
      <RequestHeader request={request} />
      <StageRail stages={request.stages} timeZone={request.clock.time_zone} />
      {!live && (
        <p role="status" className={styles.offline}>
          {t('request.liveOff')}
        </p>
      )}
      <Tabs value={tab} onChange={(value) => open(parseTab(value ?? ''))} keepMounted={false}>
        <Tabs.List aria-label={t('request.tabs')}>
          {REQUEST_TABS.map((name) => (
            <Tabs.Tab key={name} value={name}>
              {t(`request.tab.${name}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value={tab} className={styles.panel}>
          <Suspense fallback={<LoadingState />}>
            <TabContent tab={tab} request={request} />
          </Suspense>
        </Tabs.Panel>
      </Tabs>
    </>
  );
}

function TabContent({ tab, request }: { tab: RequestTab; request: Request }): ReactElement {
  switch (tab) {
    case 'plan':
      return <PlanTab request={request} />;
    case 'systems':
      return <SystemsTab request={request} />;
    case 'evidence':
      return <EvidenceTab request={request} />;
    case 'people':
      return <PeopleTab request={request} />;
    case 'history':
      return <HistoryTab request={request} />;
    default:
      return <OverviewTab request={request} />;
  }
}
