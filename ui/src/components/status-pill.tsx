import {
  Ban,
  Check,
  CheckCheck,
  Circle,
  CircleDashed,
  CircleDot,
  CirclePlay,
  Hand,
  Hourglass,
  ListChecks,
  RotateCw,
  SearchX,
  Snowflake,
  Undo2,
  X,
  type LucideIcon,
} from 'lucide-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { StepState } from '@/api/types';
import styles from './status-pill.module.css';

type Tone = 'neutral' | 'info' | 'ok' | 'warn' | 'danger' | 'paused';

interface Look {
  tone: Tone;
  icon: LucideIcon;
}

const REQUEST_LOOKS: Record<string, Look> = {
  received: { tone: 'neutral', icon: Circle },
  verifying: { tone: 'info', icon: CircleDashed },
  resolved: { tone: 'info', icon: CircleDot },
  planned: { tone: 'warn', icon: ListChecks },
  approved: { tone: 'info', icon: Check },
  frozen: { tone: 'info', icon: Snowflake },
  executing: { tone: 'info', icon: CirclePlay },
  verifying_erasure: { tone: 'info', icon: CircleDashed },
  completed: { tone: 'ok', icon: CheckCheck },
  completed_with_exceptions: { tone: 'warn', icon: CheckCheck },
  restricted: { tone: 'paused', icon: Hourglass },
  no_match: { tone: 'neutral', icon: SearchX },
  withdrawn: { tone: 'neutral', icon: Undo2 },
};

const STEP_LOOKS: Record<StepState, Look> = {
  waiting: { tone: 'neutral', icon: Circle },
  working: { tone: 'info', icon: CirclePlay },
  retrying: { tone: 'warn', icon: RotateCw },
  needs_person: { tone: 'warn', icon: Hand },
  failed: { tone: 'danger', icon: X },
  done: { tone: 'info', icon: Check },
  verified: { tone: 'ok', icon: CheckCheck },
};

const UNKNOWN: Look = { tone: 'neutral', icon: Circle };
const DENIED: Look = { tone: 'neutral', icon: Ban };

/** The state of a request in an icon and a word; the colour only repeats them. */
export function RequestStatus({ state }: { state: string }): ReactElement {
  const { t } = useTranslation();
  const key = state.toLowerCase();
  const denied = key.startsWith('denied');
  const look = denied ? DENIED : (REQUEST_LOOKS[key] ?? UNKNOWN);
  return <StatusPill {...look} words={t(`requestState.${denied ? 'denied' : key}`, { defaultValue: state })} />;
}

/** The state of one system's step. Done and verified are two different words on purpose. */
export function StepStatus({ state, detail }: { state: StepState; detail?: string }): ReactElement {
  const { t } = useTranslation();
  const words = t(`stepState.${state}`, { defaultValue: state });
  return <StatusPill {...(STEP_LOOKS[state] ?? UNKNOWN)} words={detail ? `${words} (${detail})` : words} />;
}

export function StatusPill({ tone, icon: Icon, words }: Look & { words: string }): ReactElement {
  return (
    <span className={styles.pill} data-tone={tone}>
      <Icon size={14} aria-hidden />
      {words}
    </span>
  );
}
