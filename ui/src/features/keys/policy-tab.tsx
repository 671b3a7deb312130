import { useQuery } from '@tanstack/react-query';
import { FilePenLine } from 'lucide-react';
import { lazy, Suspense, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { policyQuery } from '@/api/policy';
import type { PolicyVersion } from '@/api/types';
import { PageState } from '@/components/page-state';
import { ActButton } from './act-button';
import { PolicyDocument } from './policy-document';
import { PolicyHistory } from './policy-history';
import { PolicyProposals } from './policy-proposals';
import { useVersionWords } from './use-version-words';
import { WaitingHint } from './waiting-hint';
import styles from './keys-page.module.css';

const PolicyEditor = lazy(() => import('./policy-editor').then((module) => ({ default: module.PolicyEditor })));

/** Who may tokenize and reveal what: the version in force, those before it, and the way to the next one. */
export function PolicyTab(): ReactElement {
  const { t } = useTranslation();
  const answer = useQuery(policyQuery);
  return (
    <div className={styles.stack}>
      <p className={styles.hint}>{t('policy.hint')}</p>
      <WaitingHint kind="policy" />
      <PageState of={answer}>{(version) => <InForce version={version} />}</PageState>
      <PolicyProposals />
      <PolicyHistory newest={answer.data?.version} />
    </div>
  );
}

function InForce({ version }: { version: PolicyVersion }): ReactElement {
  const { t } = useTranslation();
  const words = useVersionWords();
  const [editing, setEditing] = useState(false);
  return (
    <>
      <div className={styles.head}>
        <p>
          <strong>{t('policy.inForce', { version: version.version })}</strong> <span className="muted">{words(version)}</span>
        </p>
        <ActButton
          label={t('policy.edit')}
          icon={FilePenLine}
          permission="token-policy:write"
          held="officer"
          variant="default"
          expanded={editing}
          onClick={() => setEditing(!editing)}
        />
      </div>
      {editing && (
        <Suspense>
          <PolicyEditor key={version.version} present={version} onClose={() => setEditing(false)} />
        </Suspense>
      )}
      <PolicyDocument policy={version.policy} />
    </>
  );
}
