import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { save } from '@/api/download';
import { confirmThaw, takeExport } from '@/api/keys';
import { confirmPolicy } from '@/api/policy';
import { confirmRight, endRight, liftStop } from '@/api/reveals';
import { ConfirmDialog } from '@/components/confirm-dialog';
import { ReasonDialog } from '@/components/reason-dialog';
import { useIntention } from '@/lib/use-intention';
import { useVaultAct } from '@/lib/use-vault-act';
import type { Proposal } from '@/lib/use-waiting';
import type { Deciding } from './approvals-page';
import { useEffectWords } from './use-effect-words';

const LONGEST_REASON = 500;

interface DecideDialogProps extends Deciding {
  onClose: () => void;
  /** Told in words what was done. */
  onDone: (words: string) => void;
}

/** The last look before a second person acts: what it does and who answers for it. */
export function DecideDialog({ proposal, decision, onClose, onDone }: DecideDialogProps): ReactElement {
  const { t } = useTranslation();
  const act = useVaultAct();
  const keyFor = useIntention();
  const effect = useEffectWords();
  const refusing = decision === 'refuse';
  const refusal = `proposal.break_glass.${proposal.refusal === 'own' ? 'takeBack' : 'refuse'}`;
  const run = async (reason: string) => {
    await act(() => (refusing ? endRight(proposal.id, keyFor(decision)) : confirm(proposal, reason, keyFor(reason))));
    onDone(t(refusing ? `${refusal}Done` : `proposal.${proposal.kind}.done`, { caller: proposal.by }));
  };
  const words = {
    opened: true,
    onClose,
    title: t(refusing ? `${refusal}Title` : `proposal.${proposal.kind}.ask`),
    effect: refusing ? t(`${refusal}Effect`, { caller: proposal.by }) : <Effect words={effect(proposal)} proposal={proposal} />,
    approver: refusing ? undefined : t(`proposal.${proposal.kind}.fourEyes`, { person: proposal.by }),
    confirmLabel: t(refusing ? refusal : `proposal.${proposal.kind}.confirm`),
  };
  if (proposal.kind === 'stop') return <ReasonDialog {...words} longest={LONGEST_REASON} onConfirm={({ reason }) => run(reason)} />;
  return <ConfirmDialog {...words} danger={proposal.kind === 'export'} onConfirm={() => run('')} />;
}

function Effect({ words, proposal }: { words: string; proposal: Proposal }): ReactElement {
  const { t } = useTranslation();
  return (
    <>
      {words} {proposal.kind === 'export' && <strong>{t('proposal.export.forever')}</strong>}
    </>
  );
}

async function confirm(proposal: Proposal, reason: string, idempotencyKey: string): Promise<unknown> {
  switch (proposal.kind) {
    case 'thaw':
      return confirmThaw(proposal.id, idempotencyKey);
    case 'export':
      return save(await takeExport(proposal.id), `${proposal.id}-held-keys.json`);
    case 'break_glass':
      return confirmRight(proposal.id, idempotencyKey);
    case 'policy':
      return confirmPolicy(proposal.id, idempotencyKey);
    case 'stop':
      return liftStop(proposal.id, reason, idempotencyKey);
  }
}
