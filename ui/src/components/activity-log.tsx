import { Link } from '@tanstack/react-router';
import { ArrowRight } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { HistoryItem } from '@/api/types';
import { useActorName } from '@/lib/use-actor-name';
import { useFormat } from '@/lib/format';
import styles from './activity-log.module.css';

/** Who did what, when, and from what to what. */
export function ActivityLog({ items, withRequest = false }: { items: HistoryItem[]; withRequest?: boolean }): ReactElement {
  return (
    <ol className={styles.log}>
      {items.map((item, index) => (
        <Entry key={`${item.at}-${index}`} item={item} withRequest={withRequest} />
      ))}
    </ol>
  );
}

/** The service names events with the thing they happened to in front. */
function eventName(action: string): string {
  return action.toLowerCase().replace(/^request\./, '').replaceAll('.', '_');
}

function inWords(action: string): string {
  const words = action.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function Entry({ item, withRequest }: { item: HistoryItem; withRequest: boolean }): ReactElement {
  const { t } = useTranslation();
  const format = useFormat();
  const nameOf = useActorName();
  const state = (name: string) => t(`requestState.${name.toLowerCase()}`, { defaultValue: name });
  return (
    <li className={styles.entry}>
      <time dateTime={item.at} className={styles.at}>
        {format.dateTime(item.at)}
      </time>
      <div>
        <p>
          <strong>{t(`event.${eventName(item.action)}`, { defaultValue: inWords(eventName(item.action)) })}</strong>
          {withRequest && item.request && (
            <>
              {' · '}
              <Link to="/requests/$requestId/$tab" params={{ requestId: item.request, tab: 'history' }}>
                {String(item.facts?.number ?? t('history.request'))}
              </Link>
            </>
          )}
          <span className="muted"> {t('history.by', { actor: nameOf(item.actor) })}</span>
        </p>
        {item.to && (
          <p className={styles.change}>
            {item.from && (
              <>
                {state(item.from)} <ArrowRight size={13} aria-label={t('history.became')} />
              </>
            )}
            {state(item.to)}
          </p>
        )}
        {item.reason && <p className={styles.reason}>{item.reason}</p>}
      </div>
    </li>
  );
}
