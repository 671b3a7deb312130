import { Button, Group } from '@mantine/core';
import { KeyRound, ScrollText, ShieldAlert, Siren, Snowflake, type LucideIcon } from 'lucide-react';
import { lazy, Suspense, useId, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { KeyIds } from '@/components/key-ids';
import { Facts, type Fact } from '@/components/panel';
import { useFormat } from '@/lib/format';
import { useMay } from '@/lib/use-may';
import type { Proposal } from '@/lib/use-waiting';
import type { Decision } from './approvals-page';
import { useEffectWords } from './use-effect-words';
import styles from './approvals-page.module.css';

const ProposedPolicy = lazy(() => import('@/components/proposed-policy').then((module) => ({ default: module.ProposedPolicy })));

const ICONS: Record<Proposal['kind'], LucideIcon> = { thaw: Snowflake, export: KeyRound, break_glass: Siren, stop: ShieldAlert, policy: ScrollText };

interface ProposalCardProps {
  proposal: Proposal;
  onDecide: (decision: Decision) => void;
}

/** Who wants what, since when and why, what it would do, and the way to decide. */
export function ProposalCard({ proposal, onDecide }: ProposalCardProps): ReactElement {
  const { t } = useTranslation();
  const effect = useEffectWords();
  const facts = useProposalFacts(proposal);
  const id = useId();
  const Icon = ICONS[proposal.kind];
  return (
    <article className={styles.card} aria-labelledby={`${id}-title`}>
      <h3 id={`${id}-title`} className={styles.kind}>
        <Icon size={18} aria-hidden />
        {t(`proposal.${proposal.kind}.title`)}
      </h3>
      <p className={styles.effect}>{effect(proposal)}</p>
      <Facts items={facts} />
      {'keys' in proposal.of && <KeyIds keys={proposal.of.keys} />}
      {proposal.kind === 'policy' && (
        <Suspense>
          <ProposedPolicy id={proposal.id} basedOn={proposal.of.based_on} />
        </Suspense>
      )}
      <div className={styles.decision}>
        {proposal.refusal && (
          <p id={`${id}-refusal`} className="muted">
            {t(`proposal.refusal.${proposal.refusal}${proposal.refusal === 'own' && proposal.kind === 'stop' ? 'Stop' : ''}`)}
          </p>
        )}
        <Group gap="xs">
          <Refuse proposal={proposal} onDecide={onDecide} />
          <Button
            disabled={proposal.refusal !== null}
            aria-describedby={proposal.refusal ? `${id}-refusal` : `${id}-title`}
            onClick={() => onDecide('confirm')}
          >
            {t(`proposal.${proposal.kind}.confirm`)}
          </Button>
        </Group>
      </div>
    </article>
  );
}

/** Only a right can be refused; whoever asked for it takes it back by the same act. */
function Refuse({ proposal, onDecide }: ProposalCardProps): ReactElement | null {
  const { t } = useTranslation();
  const may = useMay();
  const own = proposal.refusal === 'own';
  if (proposal.kind !== 'break_glass' || !(own || may('reveals:confirm'))) return null;
  return (
    <Button variant="default" onClick={() => onDecide('refuse')}>
      {t(own ? 'proposal.break_glass.takeBack' : 'proposal.break_glass.refuse')}
    </Button>
  );
}

function useProposalFacts(proposal: Proposal): Fact[] {
  const { t } = useTranslation();
  const format = useFormat();
  const since = { term: t(`proposal.${proposal.kind}.at`), value: format.dateTime(proposal.at) };
  const by = { term: t(`proposal.${proposal.kind}.by`), value: <strong>{proposal.by}</strong> };
  switch (proposal.kind) {
    case 'thaw':
    case 'policy':
      return [by, since, { term: t('reason.label'), value: proposal.of.reason }];
    case 'export':
      return [
        by,
        since,
        { term: t('reason.label'), value: proposal.of.reason },
        { term: t('export.hold'), value: proposal.of.hold ?? t('export.noHold') },
        { term: t('export.recipient'), value: <code>{proposal.of.recipient}</code> },
        { term: t('export.expires'), value: format.dateTime(proposal.of.expires_at) },
      ];
    case 'break_glass':
      return [by, since, { term: t('reason.label'), value: proposal.of.reason }, { term: t('proposal.lapses'), value: t('proposal.lapsesWhen') }];
    case 'stop':
      return [
        by,
        since,
        { term: t('stop.why'), value: t(`stop.${proposal.of.why}`, { people: format.number(proposal.of.people), bound: format.number(proposal.of.bound) }) },
        { term: t('stop.rule'), value: <code>{proposal.of.rule}</code> },
      ];
  }
}
