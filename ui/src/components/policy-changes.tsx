import { Minus, Pencil, Plus } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { PolicyChange } from '@/lib/policy-diff';
import styles from './policy-changes.module.css';
import { SimpleTable } from './simple-table';
import { StatusPill } from './status-pill';

/** What differs between two policies, before beside after. */
export function PolicyChanges({ changes }: { changes: PolicyChange[] }): ReactElement {
  const { t } = useTranslation();
  if (changes.length === 0) return <p role="status">{t('policy.same')}</p>;
  return (
    <>
      <p role="status">{t('policy.changes', { count: changes.length })}</p>
      <SimpleTable
        label={t('policy.compare')}
        minWidth="44rem"
        wholeWords
        rows={changes}
        rowKey={(change) => `${change.part} ${change.name ?? ''} ${change.member ?? ''}`}
        columns={[
          { header: t('policy.how'), cell: (change) => <How change={change} /> },
          { header: t('policy.what'), cell: (change) => <What change={change} /> },
          { header: t('policy.before'), cell: (change) => <Value text={change.before} /> },
          { header: t('policy.after'), cell: (change) => <Value text={change.after} /> },
        ]}
      />
    </>
  );
}

function How({ change }: { change: PolicyChange }): ReactElement {
  const { t } = useTranslation();
  if (change.before === null) return <StatusPill tone="ok" icon={Plus} words={t('policy.added')} />;
  if (change.after === null) return <StatusPill tone="danger" icon={Minus} words={t('policy.removed')} />;
  return <StatusPill tone="info" icon={Pencil} words={t('policy.changed')} />;
}

function What({ change }: { change: PolicyChange }): ReactElement {
  const { t } = useTranslation();
  return (
    <>
      {t(`policy.part.${change.part}`)} {change.name && <code>{change.name}</code>}
      {change.member && <div className="muted">{t(`policy.member.${change.member}`, { defaultValue: change.member })}</div>}
    </>
  );
}

function Value({ text }: { text: string | null }): ReactElement {
  return text === null ? <>–</> : <div className={styles.value}>{text}</div>;
}
