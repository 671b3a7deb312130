import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './keys-page.module.css';

/** Names of things the policy speaks of; a star is said in words. */
export function Names({ names, everyone }: { names: string[]; everyone?: string }): ReactElement {
  const { t } = useTranslation();
  return (
    <ul className={styles.names}>
      {names.map((name) => (
        <li key={name}>{name === '*' ? (everyone ?? t('policy.every')) : name}</li>
      ))}
    </ul>
  );
}
