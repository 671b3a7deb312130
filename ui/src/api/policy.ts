import { queryOptions } from '@tanstack/react-query';
import { call, idempotencyKey, read, write } from './client';
import { vaultKey, vaultListQuery, waitingQuery } from './keys';
import type { PolicyItem, PolicyProposal, PolicyProposalItem, PolicyVersion, QuarantineDay } from './types';

export const policyQuery = queryOptions({
  queryKey: [...vaultKey, 'policy'],
  queryFn: ({ signal }) => read<PolicyVersion>('/token-policy', signal),
});

export const policyVersionQuery = (version: number) =>
  queryOptions({
    queryKey: ['token-policy', version],
    queryFn: ({ signal }) => read<PolicyVersion>(`/token-policy/versions/${version}`, signal),
    // A version never changes.
    staleTime: Infinity,
  });

export const policyListQuery = vaultListQuery<PolicyItem>('/token-policy/versions');
export const quarantineListQuery = vaultListQuery<QuarantineDay>('/quarantine/days');

const proposalsPath = '/token-policy/proposals';

/** What somebody else can put in force now. */
export const policyProposalsQuery = waitingQuery<PolicyProposalItem>(proposalsPath);

export const policyProposalQuery = (id: string) =>
  queryOptions({
    queryKey: ['token-policy', 'proposal', id],
    queryFn: ({ signal }) => read<PolicyProposal>(`${proposalsPath}/${encodeURIComponent(id)}`, signal),
    // What was proposed never changes.
    staleTime: Infinity,
  });

export const confirmPolicy = (id: string, key: string) =>
  write<PolicyProposal>(`${proposalsPath}/${encodeURIComponent(id)}/confirmation`, {}, { idempotencyKey: key });

/** How many lines of the body stand before the document. */
export const LINES_BEFORE = 1;

/** Proposes a document as it was written, so that the lines which the service names are those of the reader. */
export async function proposePolicy(basedOn: number, reason: string, document: string): Promise<PolicyProposal> {
  const response = await call(proposalsPath, {
    method: 'POST',
    headers: { Accept: 'application/json', 'Content-Type': 'application/json', 'Idempotency-Key': idempotencyKey() },
    body: `{"based_on":${basedOn},"reason":${JSON.stringify(reason)},"policy":\n${document}}`,
  });
  return (await response.json()) as PolicyProposal;
}
