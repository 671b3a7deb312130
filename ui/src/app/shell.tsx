import { Link, Outlet } from '@tanstack/react-router';
import { CalendarClock, Inbox, KeyRound, Stamp, Users } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '@/lib/use-may';
import { useWaiting } from '@/lib/use-waiting';
import { Header } from './header';
import { Shortcuts } from './shortcuts';
import styles from './shell.module.css';

/** The areas, each with the permissions of which one lets a reader see anything there. */
const AREAS = [
  { to: '/', label: 'nav.today', icon: CalendarClock, permissions: null },
  { to: '/requests', label: 'nav.requests', icon: Inbox, permissions: null },
  { to: '/approvals', label: 'nav.approvals', icon: Stamp, permissions: ['audit:read'] },
  { to: '/people', label: 'nav.people', icon: Users, permissions: null },
  { to: '/keys', label: 'nav.keys', icon: KeyRound, permissions: ['audit:read', 'token-policy:read', 'quarantine:read'] },
] as const;

export function Shell(): ReactElement {
  const { t } = useTranslation();
  const may = useMay();
  return (
    <div className={styles.shell}>
      <a className={styles.skip} href="#main">
        {t('shell.skip')}
      </a>
      <Header />
      <nav className={styles.nav} aria-label={t('nav.label')}>
        <ul>
          {AREAS.filter(({ permissions }) => permissions?.some(may) ?? true).map(({ to, label, icon: Icon }) => (
            <li key={to}>
              <Link to={to} className={styles.area} activeOptions={{ exact: to === '/', includeSearch: false }}>
                <Icon size={18} aria-hidden />
                {t(label)}
                {to === '/approvals' && <WaitingForMe />}
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

/** How many proposals the reader can decide about; nothing where there are none. */
function WaitingForMe(): ReactElement | null {
  const { t } = useTranslation();
  const { proposals = [] } = useWaiting();
  const count = proposals.filter(({ refusal }) => refusal === null).length;
  if (count === 0) return null;
  return (
    <>
      {' '}
      <span className={styles.badge}>
        <span aria-hidden>{count}</span>
        <span className="visually-hidden">{t('approvals.waiting', { count })}</span>
      </span>
    </>
  );
}
