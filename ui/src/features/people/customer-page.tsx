import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { CustomerView } from '@/components/customer/customer-view';
import { PageTitle } from '@/components/page-title';
import type { Pair } from '@/components/why-panel';
import styles from './people-page.module.css';

const route = getRouteApi('/people/$customerId');

/** One person: what belongs to them and why. Which Why is open is part of the address, by ids only. */
export function CustomerPage(): ReactElement {
  const { t } = useTranslation();
  const { customerId } = route.useParams();
  const { a, b } = route.useSearch();
  const navigate = useNavigate();
  const setPair = (pair: Pair | null) =>
    void navigate({ to: '/people/$customerId', params: { customerId }, search: pair ? { a: pair.a, b: pair.b } : {}, replace: true });
  return (
    <div className={styles.page} key={customerId}>
      <nav aria-label={t('shell.breadcrumb')}>
        <Link to="/people" className={styles.crumb}>
          {t('people.title')}
        </Link>
      </nav>
      <PageTitle tab={t('people.person')}>
        {t('people.person')} <span className={styles.title}>{customerId}</span>
      </PageTitle>
      <CustomerView customer={customerId} pair={a && b ? { a, b } : null} onPair={setPair} />
    </div>
  );
}
