import { ActionIcon, Menu, Tooltip, useComputedColorScheme, useMantineColorScheme } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ChevronDown, LogOut, Moon, Sun } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { meQuery } from '@/api/me';
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
    <Tooltip label={label}>
      <ActionIcon variant="subtle" color="gray" size="lg" aria-label={label} onClick={() => setColorScheme(dark ? 'light' : 'dark')}>
        {dark ? <Sun size={18} aria-hidden /> : <Moon size={18} aria-hidden />}
      </ActionIcon>
    </Tooltip>
  );
}

function UserMenu(): ReactElement | null {
  const { t, i18n } = useTranslation();
  const { data: me } = useQuery(meQuery);
  if (!me) return null;
  const name = me.display_name ?? me.name;
  return (
    <Menu position="bottom-end" width={240}>
      <Menu.Target>
        <button type="button" className={styles.user}>
          <span className={styles.name}>
            <span className={styles.who}>{name}</span>
            <span className={styles.roles}>{me.roles.map((role) => t(`role.${role}`, { defaultValue: role })).join(', ')}</span>
          </span>
          <ChevronDown size={16} aria-hidden />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('shell.language')}</Menu.Label>
        {LANGUAGES.map((language) => (
          <Menu.Item
            key={language}
            lang={language}
            aria-current={i18n.language === language || undefined}
            fw={i18n.language === language ? 600 : undefined}
            onClick={() => void changeLanguage(language)}
          >
            {t(`language.${language}`)}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item component="a" href="/logout" leftSection={<LogOut size={16} aria-hidden />}>
          {t('shell.signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
