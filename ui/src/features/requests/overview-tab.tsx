import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Request } from '@/api/types';
import { clockFacts } from '@/components/clock-chip';
import { Facts, Panel } from '@/components/panel';
import { useFormat } from '@/lib/format';
import { permission } from './allowed';
import styles from './request-page.module.css';

/** What was asked, by whom as far as it may be shown, how sure we are, and what comes next. */
export function OverviewTab({ request }: { request: Request }): ReactElement {
  return (
    <div className={styles.columns}>
      <NextStep request={request} />
      <Asked request={request} />
      <Dates request={request} />
      <Verified request={request} />
      <Matched request={request} />
    </div>
  );
}

function NextStep({ request }: { request: Request }): ReactElement {
  const { t } = useTranslation();
  const state = request.state.toLowerCase();
  const choosing = state === 'resolved' && request.subject.customer == null;
  const approval = permission(request, 'approve');
  return (
    <p className={styles.next}>
      <strong>{t('request.next')}</strong>{' '}
      {t(choosing ? 'next.choosing' : `next.${state.startsWith('denied') ? 'denied' : state}`, { defaultValue: '' })}
      {state === 'planned' && !approval.allowed && approval.reason && <> {approval.reason}</>}
      {choosing && (
        <>
          {' '}
          <Link to="/requests/$requestId/$tab" params={{ requestId: request.id, tab: 'people' }} replace>
            {t('request.tab.people')}
          </Link>
        </>
      )}
    </p>
  );
}

function Asked({ request }: { request: Request }): ReactElement {
  const { t } = useTranslation();
  return (
    <Panel title={t('request.asked')}>
      <Facts
        items={[
          { term: t('requests.right'), value: t(`right.${request.right}`) },
          { term: t('requests.law'), value: t(`regime.${request.regime}`) },
          {
            term: t('request.identifiers'),
            value: request.subject.identifiers.length ? (
              <ul>
                {request.subject.identifiers.map((identifier, index) => (
                  <li key={index}>
                    <span className="muted">{t(`identifier.${identifier.kind}`, { defaultValue: identifier.kind })}</span> {identifier.masked}
                  </li>
                ))}
              </ul>
            ) : (
              t('request.noIdentifiers')
            ),
          },
          ...(request.note ? [{ term: t('request.note'), value: request.note }] : []),
          { term: t('request.channel'), value: request.channel ? t(`channel.${request.channel}`, { defaultValue: request.channel }) : '–' },
          { term: t('request.createdBy'), value: request.created_by ?? '–' },
        ]}
      />
    </Panel>
  );
}

function Dates({ request }: { request: Request }): ReactElement {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Panel title={t('clock.title')}>
      <Facts items={clockFacts(request.clock, t, format)} />
    </Panel>
  );
}

function Verified({ request }: { request: Request }): ReactElement {
  const { t } = useTranslation();
  const format = useFormat();
  const verification = request.verification;
  return (
    <Panel title={t('verify.panel')}>
      {verification ? (
        <Facts
          items={[
            { term: t('verify.degree'), value: t(`degree.${verification.degree}`, { defaultValue: verification.degree }) },
            { term: t('verify.method'), value: t(`method.${verification.method}`, { defaultValue: verification.method }) },
            {
              term: t('verify.checks'),
              value: verification.evidence.length
                ? verification.evidence
                    .map((item) => `${t(`check.${item.kind}`, { defaultValue: item.kind })}: ${t(`outcome.${item.outcome}`, { defaultValue: item.outcome })}`)
                    .join('; ')
                : '–',
            },
            { term: t('request.by'), value: verification.by ?? '–' },
            { term: t('request.at'), value: verification.at ? format.dateTime(verification.at) : '–' },
          ]}
        />
      ) : (
        <p className="muted">{t('verify.notYet')}</p>
      )}
    </Panel>
  );
}

function Matched({ request }: { request: Request }): ReactElement {
  const { t } = useTranslation();
  const { customer, profiles } = request.subject;
  return (
    <Panel title={t('request.matched')}>
      {customer ? (
        <p>
          {t('request.matchedOne', { count: profiles })}{' '}
          <Link to="/requests/$requestId/$tab" params={{ requestId: request.id, tab: 'people' }} replace>
            {t('request.seeWhy')}
          </Link>
        </p>
      ) : (
        <p className="muted">{t(request.state.toUpperCase() === 'NO_MATCH' ? 'next.no_match' : 'request.notMatchedYet')}</p>
      )}
    </Panel>
  );
}
