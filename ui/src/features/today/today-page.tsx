import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useCallback, type ReactElement } from 'react';
import { Trans, useTranslation } from 'react-i18next';
import { todayQuery } from '@/api/today';
import type { Today } from '@/api/types';
import { ActivityLog } from '@/components/activity-log';
import { EmptyState, PageState } from '@/components/page-state';
import { PageTitle } from '@/components/page-title';
import { Panel } from '@/components/panel';
import { RequestLines } from '@/components/request-lines';
import { useLive } from '@/lib/use-live';
import { BreachHorizon } from './breach-horizon';
import { Trouble } from './trouble';
import styles from './today-page.module.css';

/** What needs me now, what will breach, what broke. */
export function TodayPage(): ReactElement {
  const { t } = useTranslation();
  const client = useQueryClient();
  const answer = useQuery(todayQuery);
  const refresh = useCallback(() => void client.invalidateQueries({ queryKey: todayQuery.queryKey }), [client]);
  useLive('/stream', refresh);
  return (
    <div className={styles.page}>
      <PageTitle>{t('today.title')}</PageTitle>
      <PageState of={answer}>{(today) => <TodayContent today={today} />}</PageState>
    </div>
  );
}

function TodayContent({ today }: { today: Today }): ReactElement {
  const { t } = useTranslation();
  return (
    <>
      <Sentence today={today} />
      <Panel title={t('horizon.title')}>
        <BreachHorizon days={today.horizon} />
      </Panel>
      <div className={styles.columns}>
        <Panel title={t('today.dueNext')}>
          {today.due_next.length ? <RequestLines requests={today.due_next} /> : <EmptyState title={t('today.nothingDue')} />}
        </Panel>
        <Panel title={t('today.forApproval')}>
          {today.waiting_for_approval.length ? (
            <RequestLines requests={today.waiting_for_approval} tab="plan" />
          ) : (
            <EmptyState title={t('today.nothingToApprove')} />
          )}
        </Panel>
        <Panel title={t('today.trouble')}>
          {today.trouble.length ? <Trouble items={today.trouble} /> : <EmptyState title={t('today.noTrouble')} />}
        </Panel>
        <Panel title={t('today.recent')}>
          {today.recent.length ? <ActivityLog items={today.recent} withRequest /> : <EmptyState title={t('today.nothingYet')} />}
        </Panel>
      </div>
    </>
  );
}

/** The state of the day in one sentence, each number a link to what it counts. */
function Sentence({ today }: { today: Today }): ReactElement {
  const { t } = useTranslation();
  const { breach_48h, blocked, waiting_for_my_approval, open } = today.sentence_parts;
  if (open === 0) {
    return (
      <p className={styles.sentence}>
        {t('today.noneOpen')} <Link to="/requests/new">{t('request.new')}</Link>
      </p>
    );
  }
  return (
    <p className={styles.sentence} data-urgent={breach_48h > 0 || undefined}>
      <Trans t={t} i18nKey="today.breach" count={breach_48h} components={{ a: <Link to="/requests" search={{ sort: 'due' }} /> }} />{' '}
      <Trans t={t} i18nKey="today.blocked" count={blocked} components={{ a: <Link to="/requests" search={{ sort: 'due' }} /> }} />{' '}
      <Trans
        t={t}
        i18nKey="today.waiting"
        count={waiting_for_my_approval}
        components={{ a: <Link to="/requests" search={{ state: 'PLANNED' }} /> }}
      />{' '}
      <Trans t={t} i18nKey="today.open" count={open} components={{ a: <Link to="/requests" /> }} />
    </p>
  );
}
