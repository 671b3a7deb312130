import { Button, Group } from '@mantine/core';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { decideRequest } from '@/api/requests';
import type { Plan, Request } from '@/api/types';
import { ReasonDialog } from '@/components/reason-dialog';
import { permission } from './allowed';
import { PlanButton } from './plan-button';
import { useAct } from './use-act';
import styles from './request-page.module.css';

interface DecisionBarProps {
  request: Request;
  plan: Plan;
  /** How many warnings have not been opened yet. */
  unread: number;
}

/** Approve or return; who may not is told why instead of being shown nothing. */
export function DecisionBar({ request, plan, unread }: DecisionBarProps): ReactElement | null {
  const { t } = useTranslation();
  const [deciding, setDeciding] = useState<'approve' | 'return' | null>(null);
  const approve = permission(request, 'approve');
  const giveBack = permission(request, 'return');
  if (request.state.toUpperCase() !== 'PLANNED') return null;
  const blocked = !approve.allowed ? (approve.reason ?? t('plan.notYours')) : unread > 0 ? t('plan.readWarnings', { count: unread }) : null;
  return (
    <div className={styles.bar} role="group" aria-label={t('plan.decision')}>
      <p id="decision-reason">{blocked ?? t('plan.ready')}</p>
      <Group gap="xs">
        {permission(request, 'plan').allowed && !approve.allowed && <PlanButton request={request} again />}
        <Button variant="default" disabled={!giveBack.allowed} aria-describedby="decision-reason" onClick={() => setDeciding('return')}>
          {t('action.return')}
        </Button>
        <Button disabled={blocked !== null} aria-describedby="decision-reason" onClick={() => setDeciding('approve')}>
          {t('action.approve')}
        </Button>
      </Group>
      <DecisionDialog request={request} plan={plan} deciding={deciding} onClose={() => setDeciding(null)} />
    </div>
  );
}

interface DecisionDialogProps {
  request: Request;
  plan: Plan;
  deciding: 'approve' | 'return' | null;
  onClose: () => void;
}

function DecisionDialog({ request, plan, deciding, onClose }: DecisionDialogProps): ReactElement {
  const { t } = useTranslation();
  const act = useAct(request.id);
  const counts = { records: t('graph.records', { count: plan.profiles.length }), steps: t('plan.steps', { count: plan.steps.length }) };
  const approving = deciding === 'approve';
  const effect = approving ? t(request.right === 'delete' ? 'approve.effectDelete' : 'approve.effectAccess', counts) : t('return.effect');
  return (
    <ReasonDialog
      key={deciding}
      opened={deciding !== null}
      onClose={onClose}
      title={t(approving ? 'approve.title' : 'return.title', { number: request.number })}
      effect={effect}
      approver={approving ? t('approve.fourEyes', { planner: plan.created_by ?? t('history.system') }) : undefined}
      confirmLabel={t(approving ? 'action.approve' : 'action.return')}
      danger={approving && request.right === 'delete'}
      onConfirm={({ reason }) => act(() => decideRequest(request, approving ? 'approve' : 'return', reason))}
    />
  );
}
