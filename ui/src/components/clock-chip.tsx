import { AlarmClock, Clock as ClockIcon, Square, TriangleAlert } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Clock, ClockState } from '@/api/types';
import { useFormat, type Formatter } from '@/lib/format';
import { Disclosure } from './disclosure';
import { Facts, type Fact } from './panel';
import styles from './clock-chip.module.css';

const ICONS: Record<ClockState, typeof ClockIcon> = {
  running: ClockIcon,
  due_soon: AlarmClock,
  due_today: AlarmClock,
  overdue: TriangleAlert,
  stopped: Square,
};

/** The clock in words. Every number in it was computed by the service. */
export function useClockWords(): (clock: Clock) => string {
  const { t } = useTranslation();
  const format = useFormat();
  return (clock) => {
    const count = Math.abs(clock.remaining_days);
    if (clock.state === 'stopped') {
      return clock.stopped_at ? t('clock.stopped', { date: format.date(clock.stopped_at, clock.time_zone) }) : clock.words;
    }
    if (clock.state === 'due_today') return t('clock.dueToday');
    const words = t(clock.state === 'overdue' ? 'clock.overdue' : 'clock.left', { count });
    return clock.extended ? `${words}, ${t('clock.extendedOnce')}` : words;
  };
}

/** What the legal clock of a request is doing: icon, words and a thin bar, with the law behind it on demand. */
export function ClockChip({ clock }: { clock: Clock }): ReactElement {
  const { t } = useTranslation();
  const words = useClockWords()(clock);
  const format = useFormat();
  const Icon = ICONS[clock.state] ?? ClockIcon;
  return (
    <Disclosure
      className={styles.chip}
      state={clock.state}
      label={
        <>
          <Icon size={14} aria-hidden className={styles.icon} />
          <span className={styles.words}>{words}</span>
          <span className="visually-hidden">, {t('clock.used', { percent: Math.round(clock.used_percent) })}</span>
          <span className={styles.track} aria-hidden>
            <span className={styles.bar} style={{ width: `${Math.min(100, Math.max(0, clock.used_percent))}%` }} />
          </span>
        </>
      }
    >
      {() => <Facts items={clockFacts(clock, t, format)} />}
    </Disclosure>
  );
}

/** The clock where it cannot be opened, such as in the row of a table. */
export function ClockWords({ clock }: { clock: Clock }): ReactElement {
  const words = useClockWords()(clock);
  const Icon = ICONS[clock.state] ?? ClockIcon;
  return (
    <span className={styles.plain} data-state={clock.state}>
      <Icon size={14} aria-hidden className={styles.icon} />
      <span>{words}</span>
    </span>
  );
}

export function clockFacts(clock: Clock, t: (key: string) => string, format: Formatter): Fact[] {
  const moment = (iso: string | null) => (iso ? format.dateTime(iso, clock.time_zone) : null);
  const facts: [string, string | null][] = [
    ['clock.statutoryDue', moment(clock.statutory_due)],
    ['clock.internalDue', moment(clock.internal_due)],
    ['clock.confirmDue', moment(clock.confirm_due)],
    ['clock.received', moment(clock.received_at)],
    ['clock.stoppedAt', moment(clock.stopped_at)],
    ['clock.law', [clock.law, clock.article].filter(Boolean).join(', ')],
    ['clock.timeZone', clock.time_zone],
    ['clock.inWords', clock.words],
  ];
  return facts.flatMap(([term, value]) => (value ? [{ term: t(term), value }] : []));
}
