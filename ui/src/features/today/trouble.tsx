import { Link } from '@tanstack/react-router';
import { TriangleAlert } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { TroubleItem } from '@/api/types';
import styles from './lines.module.css';

export function Trouble({ items }: { items: TroubleItem[] }): ReactElement {
  const { t } = useTranslation();
  return (
    <ul className={styles.lines}>
      {items.map((item, index) => (
        <li key={index} className={styles.trouble}>
          <TriangleAlert size={16} aria-hidden />
          <span>{item.text}</span>
          {item.request && (
            <Link to="/requests/$requestId/$tab" params={{ requestId: item.request, tab: 'systems' }} className={styles.link}>
              {t('today.look')}
            </Link>
          )}
        </li>
      ))}
    </ul>
  );
}
