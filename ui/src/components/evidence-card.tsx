import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { StepAction, SystemStep } from '@/api/types';
import { useFormat, type Formatter } from '@/lib/format';
import { systemName } from './fanout-axis';
import { Facts, type Fact } from './panel';
import { StepStatus } from './status-pill';
import styles from './evidence-card.module.css';

const MOMENT = /^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/;

/** What the number afterwards counts, where it is not what was left. */
const AFTER: Partial<Record<StepAction, string>> = { mark: 'evidence.marked', export: 'evidence.exported' };

/** What one system proved. Where nothing is proven yet the card says so, instead of being absent. */
export function EvidenceCard({ step }: { step: SystemStep }): ReactElement {
  const { t } = useTranslation();
  const facts = useEvidenceFacts(step);
  return (
    <article className={styles.card} data-proven={step.state === 'verified'} aria-label={systemName(step)}>
      <header className={styles.head}>
        <h3>{systemName(step)}</h3>
        <StepStatus state={step.state} />
      </header>
      <p className="muted">{t(`stepAction.${step.action}`)}</p>
      {facts.length > 0 && step.state !== 'waiting' ? (
        <Facts items={facts} />
      ) : (
        <p className={styles.missing}>{t('evidence.missing')}</p>
      )}
    </article>
  );
}

function useEvidenceFacts(step: SystemStep): Fact[] {
  const { t } = useTranslation();
  const format = useFormat();
  const facts: Fact[] = [];
  const add = (term: string, value: ReactNode) => {
    if (value !== null && value !== undefined && value !== '') facts.push({ term, value });
  };
  add(t('evidence.before'), step.before == null ? null : format.number(step.before));
  add(t(AFTER[step.action] ?? 'evidence.after'), step.after == null ? null : format.number(step.after));
  add(t('evidence.depth'), step.depth && t(`depth.${step.depth}`, { defaultValue: step.depth }));
  add(t('evidence.connector'), step.connector);
  add(t('evidence.ended'), step.ended_at && format.dateTime(step.ended_at));
  for (const [key, value] of Object.entries(step.evidence ?? {})) add(humanise(key), evidenceValue(value, format));
  return facts;
}

function humanise(key: string): string {
  const words = key.replaceAll(/[_-]/g, ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function evidenceValue(value: unknown, format: Formatter): ReactNode {
  if (value === null || value === undefined) return null;
  if (Array.isArray(value) && value.every((item) => typeof item !== 'object')) return value.join(', ');
  if (typeof value === 'object') return <code>{JSON.stringify(value)}</code>;
  const text = String(value);
  if (MOMENT.test(text)) return format.dateTime(text);
  return text.length > 24 ? <code>{text}</code> : text;
}
