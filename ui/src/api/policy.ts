import { queryOptions } from '@tanstack/react-query';
import { call, idempotencyKey, read, write } from './client';
import { vaultKey, vaultListQuery } from './keys';
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

export const policyProposalsPath = '/token-policy/proposals';

export const policyListQuery = vaultListQuery<PolicyItem>('/token-policy/versions');
export const policyProposalListQuery = vaultListQuery<PolicyProposalItem>(policyProposalsPath);

const proposal = (id: string, rest = '') => `${policyProposalsPath}/${encodeURIComponent(id)}${rest}`;

export const proposedPolicyQuery = (id: string) =>
  queryOptions({
    queryKey: ['token-policy', 'proposed', id],
    queryFn: ({ signal }) => read<PolicyProposal>(proposal(id), signal),
    // What was proposed never changes.
    staleTime: Infinity,
  });

export const confirmPolicy = (id: string, key: string) =>
  write<PolicyProposal>(proposal(id, '/confirmation'), {}, { idempotencyKey: key });

export const quarantineListQuery = vaultListQuery<QuarantineDay>('/quarantine/days');

/** How many lines of the body stand before the document. */
export const LINES_BEFORE = 1;

/** Sends a document as it was written, so that the lines which the service names are those of the reader. */
export async function proposePolicy(basedOn: number, reason: string, document: string): Promise<PolicyProposal> {
  const response = await call(policyProposalsPath, {
    method: 'POST',
    headers: { Accept: 'application/json', 'Content-Type': 'application/json', 'Idempotency-Key': idempotencyKey() },
    body: `{"based_on":${basedOn},"reason":${JSON.stringify(reason)},"policy":\n${document}}`,
  });
  return (await response.json()) as PolicyProposal;
}
