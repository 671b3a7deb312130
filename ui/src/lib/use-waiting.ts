import { useQueries, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { exportsPath, thawsPath, waitingQuery } from '@/api/keys';
import { meQuery } from '@/api/me';
import { policyProposalsPath } from '@/api/policy';
import { breakGlassPath, stopsPath } from '@/api/reveals';
import type { BreakGlass, KeyExport, Me, PolicyProposalItem, RevealStop, Thaw } from '@/api/types';

type Subject =
  | { kind: 'thaw'; of: Thaw }
  | { kind: 'export'; of: KeyExport }
  | { kind: 'break_glass'; of: BreakGlass }
  | { kind: 'stop'; of: RevealStop }
  | { kind: 'policy'; of: PolicyProposalItem };

/** Something that one person began and another one has to decide about. */
export type Proposal = Subject & {
  id: string;
  /** Who may not decide about it. */
  by: string;
  at: string;
  /** Null when the reader may decide, or why not, as a key of the dictionary. */
  refusal: 'own' | 'role' | null;
};

interface WaitingProposals {
  /** Undefined until something has been answered. */
  proposals: Proposal[] | undefined;
  /** What could not be asked for; the rest is still there. */
  error: unknown;
  refetch: () => void;
}

/** How often to look for new proposals, in milliseconds. */
const LOOK_EVERY = 60_000;

/** What waits for a second person, what has waited longest first. */
export function useWaiting(): WaitingProposals {
  const { data: me } = useQuery(meQuery);
  const options = { enabled: me?.permissions.includes('audit:read') ?? false, refetchInterval: LOOK_EVERY };
  const [thaws, exports, rights, stops, policies] = useQueries({
    queries: [
      { ...waitingQuery<Thaw>(thawsPath), ...options },
      { ...waitingQuery<KeyExport>(exportsPath), ...options },
      { ...waitingQuery<BreakGlass>(breakGlassPath), ...options },
      { ...waitingQuery<RevealStop>(stopsPath), ...options },
      { ...waitingQuery<PolicyProposalItem>(policyProposalsPath), ...options },
    ],
  });
  const proposals = useMemo(() => {
    if (!me || !(thaws.data ?? exports.data ?? rights.data ?? stops.data ?? policies.data)) return undefined;
    return [
      ...(thaws.data ?? []).map((of) => proposal(me, { kind: 'thaw', of }, of.proposed_by, of.proposed_at)),
      ...(exports.data ?? []).map((of) => proposal(me, { kind: 'export', of }, of.proposed_by, of.proposed_at)),
      ...(rights.data ?? []).map((of) => proposal(me, { kind: 'break_glass', of }, of.caller, of.asked_at)),
      ...(stops.data ?? []).map((of) => proposal(me, { kind: 'stop', of }, of.caller, of.stopped_at)),
      ...(policies.data ?? []).map((of) => proposal(me, { kind: 'policy', of }, of.proposed_by, of.proposed_at)),
    ].sort((a, b) => a.at.localeCompare(b.at));
  }, [me, thaws.data, exports.data, rights.data, stops.data, policies.data]);
  const answers = [thaws, exports, rights, stops, policies];
  return {
    proposals,
    error: answers.find((answer) => answer.error)?.error ?? null,
    refetch: () => answers.filter((answer) => answer.error).forEach((answer) => void answer.refetch()),
  };
}

const PERMISSION = {
  thaw: 'keys:confirm',
  export: 'keys:confirm',
  break_glass: 'reveals:confirm',
  stop: 'reveals:confirm',
  policy: 'token-policy:confirm',
} as const;

function proposal(me: Me, subject: Subject, by: string, at: string): Proposal {
  const refusal = by === me.name ? 'own' : me.permissions.includes(PERMISSION[subject.kind]) ? null : 'role';
  return { ...subject, id: subject.of.id, by, at, refusal };
}
