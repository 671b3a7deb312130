import { Button } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useRef, useState, type KeyboardEvent, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { HorizonDay } from '@/api/types';
import { SimpleTable } from '@/components/simple-table';
import { useFormat } from '@/lib/format';
import styles from './breach-horizon.module.css';

const LEAST_SCALE = 4;
const LABEL_ROOM = 4;
const KEYS = ['ArrowLeft', 'ArrowRight', 'Home', 'End'];

/** Thirty days of what falls due, what is overdue in front. One Tab stop; the arrows walk from day to day. */
export function BreachHorizon({ days }: { days: HorizonDay[] }): ReactElement {
  const { t } = useTranslation();
  const [asTable, setAsTable] = useState(false);
  const due = days.reduce((sum, day) => sum + day.due, 0);
  const blocked = days.reduce((sum, day) => sum + day.blocked, 0);
  return (
    <div className={styles.horizon}>
      <div className={styles.head}>
        <p className="muted">
          {t('horizon.due', { count: due })}
          {blocked > 0 && `, ${t('horizon.blocked', { count: blocked })}`}
        </p>
        <Button variant="default" size="xs" onClick={() => setAsTable(!asTable)}>
          {t(asTable ? 'graph.asPicture' : 'horizon.asTable')}
        </Button>
      </div>
      {asTable ? <HorizonTable days={days} /> : <Columns days={days} />}
    </div>
  );
}

function Columns({ days }: { days: HorizonDay[] }): ReactElement {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const group = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState(0);
  const scale = Math.max(LEAST_SCALE, ...days.map((day) => day.due));

  const onKeyDown = (event: KeyboardEvent) => {
    if (!KEYS.includes(event.key)) return;
    event.preventDefault();
    const last = days.length - 1;
    const next = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: last }[event.key] ?? at;
    const to = Math.min(last, Math.max(0, next));
    setAt(to);
    group.current?.querySelectorAll('button')[to]?.focus();
  };

  return (
    <>
      <div className={styles.scroll}>
        {/* The arrows only move the focus between the buttons inside. */}
        { }
        <div ref={group} role="toolbar" aria-label={t('horizon.title')} className={styles.columns} onKeyDown={onKeyDown}>
          {days.map((day, index) => (
            <Day
              key={day.date ?? 'overdue'}
              day={day}
              scale={scale}
              labelled={isLabelled(day, index, days.length)}
              tabIndex={index === at ? 0 : -1}
              onFocus={() => setAt(index)}
              onOpen={() => void navigate({ to: '/requests', search: { sort: 'due' } })}
            />
          ))}
        </div>
      </div>
      <ul className={styles.legend}>
        <li>
          <span className={styles.swatch} data-part="due" aria-hidden /> {t('horizon.legendDue')}
        </li>
        <li>
          <span className={styles.swatch} data-part="blocked" aria-hidden /> {t('horizon.legendBlocked')}
        </li>
      </ul>
    </>
  );
}

interface DayProps {
  day: HorizonDay;
  scale: number;
  labelled: boolean;
  tabIndex: number;
  onFocus: () => void;
  onOpen: () => void;
}

function Day({ day, scale, labelled, tabIndex, onFocus, onOpen }: DayProps): ReactElement {
  const { t } = useTranslation();
  const format = useFormat();
  const name = day.date ? format.day(day.date) : t('horizon.overdue');
  const words = `${t('horizon.due', { count: day.due })}${day.blocked ? `, ${t('horizon.blocked', { count: day.blocked })}` : ''}`;
  return (
    <button
      type="button"
      tabIndex={tabIndex}
      className={styles.day}
      data-overdue={day.date == null || undefined}
      title={`${name}: ${words}`}
      onFocus={onFocus}
      onClick={onOpen}
    >
      <span className="visually-hidden">{`${name}: ${words}`}</span>
      <span className={styles.count} aria-hidden>{day.due || ''}</span>
      <span className={styles.bar} style={{ height: `${(day.due / scale) * 5}rem` }}>
        <span className={styles.blocked} style={{ height: day.due ? `${(day.blocked / day.due) * 100}%` : 0 }} />
      </span>
      <span className={styles.label} aria-hidden>{labelled ? (day.date ? format.shortDay(day.date) : t('horizon.overdue')) : ''}</span>
    </button>
  );
}

/** The first day and then every Monday that leaves room for its label. */
function isLabelled(day: HorizonDay, index: number, count: number): boolean {
  if (day.date == null || index === 1) return true;
  const monday = new Date(`${day.date.slice(0, 10)}T12:00:00Z`).getUTCDay() === 1;
  return monday && index > LABEL_ROOM && index < count - 2;
}

function HorizonTable({ days }: { days: HorizonDay[] }): ReactElement {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <SimpleTable
      label={t('horizon.title')}
      minWidth="16rem"
      rows={days.filter((day) => day.due > 0 || day.date == null)}
      rowKey={(day) => day.date ?? 'overdue'}
      columns={[
        { header: t('horizon.day'), cell: (day) => (day.date ? format.day(day.date) : t('horizon.overdue')) },
        { header: t('horizon.legendDue'), numeric: true, cell: (day) => format.number(day.due) },
        { header: t('horizon.legendBlocked'), numeric: true, cell: (day) => format.number(day.blocked) },
      ]}
    />
  );
}
