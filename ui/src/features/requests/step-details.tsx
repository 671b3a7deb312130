import { Button } from '@mantine/core';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { retryStep } from '@/api/requests';
import type { Request, SystemStep } from '@/api/types';
import { Facts, type Fact } from '@/components/panel';
import { ReasonDialog } from '@/components/reason-dialog';
import { SimpleTable } from '@/components/simple-table';
import { systemName } from '@/components/fanout-axis';
import { useFormat } from '@/lib/format';
import { permission } from './allowed';
import { useAct } from './use-act';
import styles from './request-page.module.css';

/** One system in words: what it found, what it left, where it stands and why it is stuck. */
export function StepDetails({ request, step }: { request: Request; step: SystemStep }): ReactElement {
  const { t } = useTranslation();
  const format = useFormat();
  const facts: (Fact | null)[] = [
    step.last_error ? { term: t('systems.stuck'), value: step.last_error } : null,
    step.retry_at ? { term: t('systems.retryAt'), value: format.dateTime(step.retry_at) } : null,
    { term: t('systems.attempts'), value: format.number(step.attempts) },
    step.before == null ? null : { term: t('evidence.before'), value: format.number(step.before) },
    step.after == null ? null : { term: t('evidence.after'), value: format.number(step.after) },
    step.depth ? { term: t('evidence.depth'), value: t(`depth.${step.depth}`, { defaultValue: step.depth }) } : null,
  ];
  return (
    <div className={styles.stack}>
      <Facts items={facts.filter((fact) => fact !== null)} />
      {step.segments.length > 0 && (
        <SimpleTable
          label={t('systems.segments', { system: systemName(step) })}
          minWidth="24rem"
          rows={step.segments}
          rowKey={(segment) => `${segment.state}-${segment.from}`}
          columns={[
            { header: t('requests.state'), cell: (segment) => t(`stepState.${segment.state}`) },
            { header: t('systems.from'), cell: (segment) => format.time(segment.from) },
            { header: t('systems.to'), cell: (segment) => (segment.to ? format.time(segment.to) : '–') },
          ]}
        />
      )}
      {['failed', 'needs_person'].includes(step.state) && <Retry request={request} step={step} />}
    </div>
  );
}

function Retry({ request, step }: { request: Request; step: SystemStep }): ReactElement {
  const { t } = useTranslation();
  const act = useAct(request.id);
  const [asking, setAsking] = useState(false);
  const { allowed, reason } = permission(request, 'retry');
  return (
    <div>
      <Button variant="default" size="xs" disabled={!allowed} onClick={() => setAsking(true)}>
        {t('action.retryStep')}
      </Button>
      {!allowed && reason && <span className="muted"> {reason}</span>}
      <ReasonDialog
        opened={asking}
        onClose={() => setAsking(false)}
        title={t('retry.title', { system: systemName(step) })}
        effect={t('retry.effect')}
        confirmLabel={t('action.retryStep')}
        onConfirm={({ reason: words }) => act(() => retryStep(request.id, step.id, words))}
      />
    </div>
  );
}
