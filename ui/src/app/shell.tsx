import { Link, Outlet } from '@tanstack/react-router';
import { CalendarClock, Inbox, Users } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Header } from './header';
import { Shortcuts } from './shortcuts';
import styles from './shell.module.css';

const AREAS = [
  { to: '/', label: 'nav.today', icon: CalendarClock },
  { to: '/requests', label: 'nav.requests', icon: Inbox },
  { to: '/people', label: 'nav.people', icon: Users },
] as const;

export function Shell(): ReactElement {
  const { t } = useTranslation();
  return (
    <div className={styles.shell}>
      <a className={styles.skip} href="#main">
        {t('shell.skip')}
      </a>
      <Header />
      <nav className={styles.nav} aria-label={t('nav.label')}>
        <ul>
          {AREAS.map(({ to, label, icon: Icon }) => (
            <li key={to}>
              <Link to={to} className={styles.area} activeOptions={{ exact: to === '/', includeSearch: false }}>
                <Icon size={18} aria-hidden />
                {t(label)}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <main id="main" tabIndex={-1} className={styles.main}>
        <Outlet />
      </main>
      <Shortcuts />
    </div>
  );
}
