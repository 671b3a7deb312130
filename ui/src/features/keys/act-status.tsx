import { Ban, Check, CheckCheck, CirclePlay, Hand, Hourglass, KeyRound, ShieldAlert, Siren, Undo2 } from 'lucide-react';
import type { ComponentProps, ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { StatusPill } from '@/components/status-pill';

type Look = Omit<ComponentProps<typeof StatusPill>, 'words'>;

const LOOKS: Record<string, Look> = {
  running: { tone: 'info', icon: CirclePlay },
  done: { tone: 'ok', icon: CheckCheck },
  proposed: { tone: 'warn', icon: Hand },
  asked: { tone: 'warn', icon: Hand },
  thawed: { tone: 'info', icon: Check },
  exported: { tone: 'danger', icon: KeyRound },
  confirmed: { tone: 'ok', icon: CheckCheck },
  stale: { tone: 'neutral', icon: Undo2 },
  active: { tone: 'danger', icon: Siren },
  lapsed: { tone: 'neutral', icon: Hourglass },
  expired: { tone: 'neutral', icon: Hourglass },
  ended: { tone: 'neutral', icon: Undo2 },
  stopped: { tone: 'danger', icon: ShieldAlert },
  lifted: { tone: 'ok', icon: Check },
};

const UNKNOWN: Look = { tone: 'neutral', icon: Ban };

/** How far an act on keys or rights is, in an icon and a word; the colour only repeats them. */
export function ActStatus({ state }: { state: string }): ReactElement {
  const { t } = useTranslation();
  return <StatusPill {...(LOOKS[state] ?? UNKNOWN)} words={t(`actState.${state}`, { defaultValue: state })} />;
}
