import { useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ChevronDown, LogOut, Moon, Sun } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { meQuery } from '@/api/me';
import { Choice, Choices, Disclosure } from '@/components/disclosure';
import { changeLanguage, LANGUAGES } from '@/i18n';
import { Mark } from './mark';
import styles from './header.module.css';

export function Header(): ReactElement {
  return (
    <header className={styles.header}>
      <Link to="/" className={styles.brand}>
        <Mark />
        Lethe
      </Link>
      <div className={styles.tools}>
        <ThemeToggle />
        <UserMenu />
      </div>
    </header>
  );
}

function ThemeToggle(): ReactElement {
  const { t } = useTranslation();
  const { setColorScheme } = useMantineColorScheme();
  const dark = useComputedColorScheme('light', { getInitialValueInEffect: false }) === 'dark';
  const label = t(dark ? 'shell.toLight' : 'shell.toDark');
  return (
    <button type="button" className={styles.theme} aria-label={label} title={label} onClick={() => setColorScheme(dark ? 'light' : 'dark')}>
      {dark ? <Sun size={18} aria-hidden /> : <Moon size={18} aria-hidden />}
    </button>
  );
}

function UserMenu(): ReactElement | null {
  const { t, i18n } = useTranslation();
  const { data: me } = useQuery(meQuery);
  if (!me) return null;
  const name = me.display_name ?? me.name;
  return (
    <Disclosure
      align="end"
      className={styles.user}
      label={
        <>
          <span className={styles.name}>
            <span className={styles.who}>{name}</span>
            <span className={styles.roles}>{me.roles.map((role) => t(`role.${role}`, { defaultValue: role })).join(', ')}</span>
          </span>
          <ChevronDown size={16} aria-hidden />
        </>
      }
    >
      {(close) => (
        <>
          <Choices title={t('shell.language')}>
            {LANGUAGES.map((language) => (
              <Choice
                key={language}
                lang={language}
                current={i18n.language === language}
                onClick={() => {
                  void changeLanguage(language);
                  close();
                }}
              >
                {t(`language.${language}`)}
              </Choice>
            ))}
          </Choices>
          <a href="/logout" className={styles.signOut}>
            <LogOut size={16} aria-hidden />
            {t('shell.signOut')}
          </a>
        </>
      )}
    </Disclosure>
  );
}
