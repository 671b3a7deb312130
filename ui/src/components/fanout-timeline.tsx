import { ChevronRight } from 'lucide-react';
import { useId, useState, type ReactElement, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Systems, SystemStep } from '@/api/types';
import { useFormat } from '@/lib/format';
import { useNow } from '@/lib/use-now';
import { byUrgency, fanoutAxis, placeSegments, type FanoutAxis, type PlacedSegment } from './fanout-axis';
import { StepStatus } from './status-pill';
import styles from './fanout-timeline.module.css';

const LIVE = ['working', 'retrying', 'waiting', 'needs_person'];

interface FanoutTimelineProps {
  systems: Systems;
  timeZone: string;
  /** What stands under a row once it is opened. */
  details: (step: SystemStep) => ReactNode;
}

/** One row per system on the time since approval. A row is one button that tells all its segments and opens the details. */
export function FanoutTimeline({ systems, timeZone, details }: FanoutTimelineProps): ReactElement {
  const { t } = useTranslation();
  const format = useFormat();
  const live = systems.items.some((step) => LIVE.includes(step.state));
  const now = useNow(live);
  const axis = fanoutAxis(systems.items, systems.approved_at, now);
  const due = systems.statutory_due;
  return (
    <div className={styles.timeline}>
      {axis && (
        <div className={styles.axis} aria-hidden>
          <span />
          <span className={styles.scale}>
            <span>{t('fanout.approval')}</span>
            <span>{t('fanout.after', { span: format.span(axis.end - axis.start) })}</span>
          </span>
          <span />
        </div>
      )}
      <ul className={styles.rows}>
        {byUrgency(systems.items).map((step) => (
          <Lane key={step.id} step={step} axis={axis} now={now} due={due} details={details} />
        ))}
      </ul>
      <Legend />
      {due && <p className={styles.due}>{t('fanout.due', { date: format.dateTime(due, timeZone) })}</p>}
    </div>
  );
}

interface LaneProps {
  step: SystemStep;
  axis: FanoutAxis | null;
  now: number;
  due: string | null;
  details: (step: SystemStep) => ReactNode;
}

function Lane({ step, axis, now, due, details }: LaneProps): ReactElement {
  const { t } = useTranslation();
  const format = useFormat();
  const id = useId();
  const [open, setOpen] = useState(false);
  const segments = axis ? placeSegments(step, axis, now) : [];
  const told = segments.map(({ state, lasted }) => `${t(`stepState.${state}`)} ${lasted ? format.span(lasted) : ''}`.trim());
  const deadline = due ? Date.parse(due) : null;
  return (
    <li className={styles.row}>
      <button
        type="button"
        className={styles.lane}
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
      >
        <span className={styles.name}>
          <ChevronRight size={16} aria-hidden className={styles.chevron} />
          <span>
            <strong>{step.target}</strong>
            <span className={styles.asset}>
              {step.asset ? `${step.asset} · ` : ''}
              {t(`stepAction.${step.action}`)}
            </span>
          </span>
        </span>
        <span className="visually-hidden">{told.join(', ')}</span>
        <span className={styles.track} aria-hidden>
          {axis?.breaks.map((fold) => (
            <span
              key={fold.at}
              className={styles.fold}
              title={t('fanout.idle', { span: format.span(fold.lasted) })}
              style={{ insetInlineStart: `${fold.at}%`, width: `${fold.width}%` }}
            />
          ))}
          {segments.map((segment, index) => (
            <SegmentMark key={index} segment={segment} />
          ))}
          {axis && deadline && deadline <= axis.end && (
            <span className={styles.deadline} style={{ insetInlineStart: `${axis.place(deadline)}%` }} />
          )}
        </span>
        <span className={styles.state}>
          <StepStatus state={step.state} detail={step.state === 'retrying' ? t('fanout.try', { count: step.attempts }) : undefined} />
        </span>
      </button>
      <div id={id} hidden={!open} className={styles.details}>
        {open && details(step)}
      </div>
    </li>
  );
}

function SegmentMark({ segment }: { segment: PlacedSegment }): ReactElement {
  const final = segment.lasted === 0;
  return (
    <span
      className={styles.segment}
      data-state={segment.state}
      data-final={final || undefined}
      data-open={(segment.open && !final) || undefined}
      style={{ insetInlineStart: `${segment.start}%`, width: final ? undefined : `${segment.width}%` }}
    />
  );
}

function Legend(): ReactElement {
  const { t } = useTranslation();
  return (
    <ul className={styles.legend} aria-label={t('fanout.legend')}>
      {(['waiting', 'working', 'retrying', 'needs_person', 'failed', 'done', 'verified'] as const).map((state) => (
        <li key={state}>
          <span className={styles.swatch} data-state={state} aria-hidden />
          {t(`stepState.${state}`)}
        </li>
      ))}
    </ul>
  );
}
