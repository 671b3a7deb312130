import { Button } from '@mantine/core';
import type { LucideIcon } from 'lucide-react';
import { useId, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '@/lib/use-may';
import styles from './keys-page.module.css';

interface ActButtonProps {
  label: string;
  icon: LucideIcon;
  permission: string;
  /** By which role the permission is held, to be named to those who have it not. */
  held: 'officer' | 'approver';
  variant?: 'filled' | 'default';
  expanded?: boolean;
  onClick: () => void;
}

/** The way into an act. Who may not is told whom it takes, instead of being shown nothing. */
export function ActButton({ label, icon: Icon, permission, held, variant, expanded, onClick }: ActButtonProps): ReactElement {
  const { t } = useTranslation();
  const id = useId();
  const allowed = useMay()(permission);
  return (
    <div className={styles.aside}>
      {!allowed && (
        <span id={id} className="muted">
          {t('keyring.needs', { role: t(`role.${held}`) })}
        </span>
      )}
      <Button
        variant={variant}
        leftSection={<Icon size={16} aria-hidden />}
        disabled={!allowed}
        aria-describedby={allowed ? undefined : id}
        aria-expanded={expanded}
        onClick={onClick}
      >
        {label}
      </Button>
    </div>
  );
}
