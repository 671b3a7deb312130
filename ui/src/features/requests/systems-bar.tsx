import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { SystemCounts } from '@/api/types';
import styles from './systems-bar.module.css';

const PARTS = ['verified', 'done', 'working', 'needs_person', 'failed'] as const;

/** How far a request has got through the systems: a small bar, and the words that carry the meaning. */
export function SystemsBar({ counts }: { counts: SystemCounts | null }): ReactElement {
  const { t } = useTranslation();
  if (!counts || counts.total === 0) return <span className="muted">–</span>;
  return (
    <span className={styles.systems}>
      <span className={styles.track} aria-hidden>
        {PARTS.map((part) => (
          <span key={part} data-state={part} style={{ width: `${(counts[part] / counts.total) * 100}%` }} />
        ))}
      </span>
      <span>{t('systems.progress', { verified: counts.verified, total: counts.total })}</span>
      {counts.failed > 0 && <strong className={styles.failed}>{t('systems.failed', { count: counts.failed })}</strong>}
    </span>
  );
}
