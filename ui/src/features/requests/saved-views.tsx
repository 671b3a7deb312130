import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { RequestSearch } from '@/lib/request-search';
import styles from './requests-page.module.css';

const VIEWS: { name: string; state: RequestSearch['state'] }[] = [
  { name: 'all', state: undefined },
  { name: 'toVerify', state: 'RECEIVED' },
  { name: 'toPlan', state: 'RESOLVED' },
  { name: 'toApprove', state: 'PLANNED' },
  { name: 'running', state: 'EXECUTING' },
  { name: 'completed', state: 'COMPLETED' },
];

/** The views an officer uses all day: links, so that each can be opened beside the other. */
export function SavedViews({ search }: { search: RequestSearch }): ReactElement {
  const { t } = useTranslation();
  return (
    <nav aria-label={t('requests.views')}>
      <ul className={styles.views}>
        {VIEWS.map(({ name, state }) => (
          <li key={name}>
            <Link
              to="/requests"
              search={{ ...search, state }}
              className={styles.view}
              activeOptions={{ exact: true, includeSearch: true }}
            >
              {t(`requests.view.${name}`)}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
