import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './key-ids.module.css';

/** How many keys, and on demand which ones. An id opens nothing. */
export function KeyIds({ keys }: { keys: string[] }): ReactElement {
  const { t } = useTranslation();
  const label = t('proposal.keys', { count: keys.length });
  return (
    <details className={styles.keys}>
      <summary>{label}</summary>
      <div role="region" aria-label={label} tabIndex={0} className={styles.region}>
        <ul>
          {keys.map((key) => (
            <li key={key}>
              <code>{key}</code>
            </li>
          ))}
        </ul>
      </div>
    </details>
  );
}
