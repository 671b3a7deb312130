import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useWaiting, type Proposal } from '@/lib/use-waiting';
import styles from './keys-page.module.css';

/** How many of a kind wait for a second person, and the way there. */
export function WaitingHint({ kind }: { kind: Proposal['kind'] }): ReactElement | null {
  const { t } = useTranslation();
  const { proposals = [] } = useWaiting();
  const count = proposals.filter((one) => one.kind === kind).length;
  if (count === 0) return null;
  return (
    <p className={styles.hint}>
      {t('keyring.waiting', { count })} <Link to="/approvals">{t('approvals.title')}</Link>
    </p>
  );
}
