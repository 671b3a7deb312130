import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Plan } from '@/api/types';
import { Panel } from '@/components/panel';
import { SimpleTable } from '@/components/simple-table';
import { useFormat } from '@/lib/format';
import styles from './request-page.module.css';

export function PlanSteps({ plan }: { plan: Plan }): ReactElement {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Panel title={t('plan.steps', { count: plan.steps.length })} flush>
      <SimpleTable
        label={t('plan.steps', { count: plan.steps.length })}
        minWidth="56rem"
        rows={plan.steps}
        rowKey={(step) => step.id}
        columns={[
          {
            header: t('plan.system'),
            cell: (step) => (
              <>
                <strong>{step.target}</strong>
                {step.asset && <div className={`muted ${styles.asset}`}>{step.asset}</div>}
              </>
            ),
          },
          { header: t('plan.action'), cell: (step) => t(`stepAction.${step.action}`, { defaultValue: step.action }) },
          {
            header: t('plan.fields'),
            cell: (step) =>
              step.fields.length ? (
                <ul className={styles.fields}>
                  {step.fields.map((field) => (
                    <li key={field} className={styles.field}>
                      {field}
                    </li>
                  ))}
                </ul>
              ) : (
                '–'
              ),
          },
          { header: t('plan.rule'), cell: (step) => step.rule ?? '–' },
          { header: t('plan.basis'), cell: (step) => step.legal_basis ?? '–' },
          {
            header: t('plan.expected'),
            numeric: true,
            cell: (step) => (step.expected == null ? t('plan.uncounted') : format.number(step.expected)),
          },
        ]}
      />
    </Panel>
  );
}
