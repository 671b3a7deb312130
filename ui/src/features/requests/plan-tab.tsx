import { useQuery } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { asProblem } from '@/api/problem';
import { planQuery } from '@/api/requests';
import type { Plan, Request } from '@/api/types';
import { EmptyState, PageState } from '@/components/page-state';
import { Panel } from '@/components/panel';
import { SimpleTable } from '@/components/simple-table';
import { useFormat } from '@/lib/format';
import { DecisionBar } from './decision-bar';
import { PlanKept } from './plan-kept';
import { PlanSteps } from './plan-steps';
import styles from './request-page.module.css';

/** What will be done where and why, what is kept and until when, and the decision about it. */
export function PlanTab({ request }: { request: Request }): ReactElement {
  const { t } = useTranslation();
  const answer = useQuery(planQuery(request.id));
  if (answer.data === undefined && [404, 409].includes(asProblem(answer.error).status)) {
    return <EmptyState title={t('plan.none')}>{t('plan.noneHint')}</EmptyState>;
  }
  return <PageState of={answer}>{(plan) => <PlanContent key={plan.version} plan={plan} request={request} />}</PageState>;
}

function PlanContent({ plan, request }: { plan: Plan; request: Request }): ReactElement {
  const { t } = useTranslation();
  const format = useFormat();
  const [read, setRead] = useState<ReadonlySet<number>>(new Set());
  return (
    <div className={styles.stack}>
      <p className="muted">
        {t('plan.made', {
          version: plan.version,
          by: plan.created_by ?? t('history.system'),
          at: format.dateTime(plan.created_at),
        })}
      </p>
      {plan.warnings.length > 0 && <Warnings warnings={plan.warnings} onRead={(index) => setRead(new Set(read).add(index))} />}
      <PlanSteps plan={plan} />
      <PlanKept kept={plan.kept} />
      <Panel title={t('plan.records', { count: plan.profiles.length })} flush>
        <SimpleTable
          label={t('plan.records', { count: plan.profiles.length })}
          rows={plan.profiles}
          rowKey={(profile) => profile.id}
          columns={[
            { header: t('person.source'), cell: (profile) => profile.source },
            { header: t('person.record'), cell: (profile) => <code>{profile.id}</code> },
            { header: t('plan.label'), cell: (profile) => profile.label ?? '–' },
          ]}
        />
      </Panel>
      <DecisionBar request={request} plan={plan} unread={plan.warnings.length - read.size} />
    </div>
  );
}

/** Every warning has to be opened once before the plan can be approved. */
function Warnings({ warnings, onRead }: { warnings: string[]; onRead: (index: number) => void }): ReactElement {
  const { t } = useTranslation();
  return (
    <Panel title={t('plan.warnings', { count: warnings.length })}>
      {warnings.map((warning, index) => (
        <details key={index} className={styles.warning} onToggle={(event) => event.currentTarget.open && onRead(index)}>
          <summary>{t('plan.warning', { number: index + 1 })}</summary>
          <p>{warning}</p>
        </details>
      ))}
    </Panel>
  );
}
