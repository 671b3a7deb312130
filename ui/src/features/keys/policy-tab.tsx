import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { FilePenLine } from 'lucide-react';
import { lazy, Suspense, useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { policyQuery } from '@/api/policy';
import type { PolicyVersion } from '@/api/types';
import { PageState } from '@/components/page-state';
import { useMay } from '@/lib/use-may';
import { PolicyDocument } from './policy-document';
import { PolicyHistory } from './policy-history';
import { useVersionWords } from './use-version-words';
import styles from './keys-page.module.css';

const PolicyEditor = lazy(() => import('./policy-editor').then((module) => ({ default: module.PolicyEditor })));

/** Who may tokenize and reveal what: the version in force, those before it, and the way to the next one. */
export function PolicyTab(): ReactElement {
  const { t } = useTranslation();
  const answer = useQuery(policyQuery);
  return (
    <div className={styles.stack}>
      <p className={styles.hint}>{t('policy.hint')}</p>
      <PageState of={answer}>{(version) => <InForce version={version} />}</PageState>
      <PolicyHistory newest={answer.data?.version} />
    </div>
  );
}

function InForce({ version }: { version: PolicyVersion }): ReactElement {
  const { t } = useTranslation();
  const words = useVersionWords();
  const may = useMay();
  const [editing, setEditing] = useState(false);
  const allowed = may('token-policy:write');
  return (
    <>
      <div className={styles.head}>
        <p>
          <strong>{t('policy.inForce', { version: version.version })}</strong> <span className="muted">{words(version)}</span>
        </p>
        <Button
          variant="default"
          leftSection={<FilePenLine size={16} aria-hidden />}
          disabled={!allowed}
          title={allowed ? undefined : t('keyring.needs', { role: t('role.approver') })}
          aria-expanded={editing}
          onClick={() => setEditing(!editing)}
        >
          {t('policy.edit')}
        </Button>
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
