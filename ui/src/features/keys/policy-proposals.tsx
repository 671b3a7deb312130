import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { meQuery } from '@/api/me';
import { confirmPolicy, policyProposalQuery, policyProposalsQuery } from '@/api/policy';
import type { PolicyProposalItem, PolicyVersion } from '@/api/types';
import { ConfirmDialog } from '@/components/confirm-dialog';
import { PageState } from '@/components/page-state';
import { Panel } from '@/components/panel';
import { useIntention } from '@/lib/use-intention';
import { useMay } from '@/lib/use-may';
import { useVaultAct } from '@/lib/use-vault-act';
import { PolicyChanges } from './policy-changes';
import { changesBetween } from './policy-diff';
import { Who } from './who';
import styles from './keys-page.module.css';

/** Next versions that one person proposed, with what they would change, for another one to put in force. */
export function PolicyProposals({ present }: { present: PolicyVersion }): ReactElement {
  const { t } = useTranslation();
  const answer = useQuery(policyProposalsQuery);
  return (
    <PageState of={answer}>
      {(proposals) => (
        <>
          {proposals.map((proposal) => (
            <Panel key={proposal.id} title={t('policy.proposal', { version: proposal.based_on + 1 })}>
              <Proposed proposal={proposal} present={present} />
            </Panel>
          ))}
        </>
      )}
    </PageState>
  );
}

interface ProposedProps {
  proposal: PolicyProposalItem;
  present: PolicyVersion;
}

function Proposed({ proposal, present }: ProposedProps): ReactElement {
  const answer = useQuery(policyProposalQuery(proposal.id));
  return (
    <div className={styles.stack}>
      <Who by={proposal.proposed_by} at={proposal.proposed_at} />
      <p className={styles.reason}>{proposal.reason}</p>
      <PageState of={answer}>
        {({ policy }) => (
          <>
            <PolicyChanges changes={changesBetween(present.policy, policy)} />
            <Confirm proposal={proposal} />
          </>
        )}
      </PageState>
    </div>
  );
}

/** Nobody confirms before they could see what changes, nor what they proposed themselves. */
function Confirm({ proposal }: { proposal: PolicyProposalItem }): ReactElement {
  const { t } = useTranslation();
  const { data: me } = useQuery(meQuery);
  const may = useMay();
  const act = useVaultAct();
  const keyFor = useIntention();
  const [asking, setAsking] = useState(false);
  const refusal = proposal.proposed_by === me?.name ? 'own' : may('token-policy:confirm') ? null : 'role';
  return (
    <>
      {refusal && <p className="muted">{t(`proposal.refusal.${refusal}`)}</p>}
      <Button className={styles.start} disabled={refusal !== null} onClick={() => setAsking(true)}>
        {t('policy.confirm')}
      </Button>
      <ConfirmDialog
        opened={asking}
        onClose={() => setAsking(false)}
        title={t('policy.confirmTitle', { version: proposal.based_on + 1 })}
        effect={t('policy.confirmEffect')}
        approver={t('proposal.thaw.fourEyes', { person: proposal.proposed_by })}
        confirmLabel={t('policy.confirm')}
        onConfirm={() => act(() => confirmPolicy(proposal.id, keyFor(proposal.id)))}
      />
    </>
  );
}
