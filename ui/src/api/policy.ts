import { queryOptions } from '@tanstack/react-query';
import { call, idempotencyKey, read } from './client';
import { vaultKey, vaultListQuery } from './keys';
import type { PolicyItem, PolicyVersion, QuarantineDay } from './types';

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

/** How many lines of the body stand before the document. */
export const LINES_BEFORE = 1;

/** Sends a document as it was written, so that the lines which the service names are those of the reader. */
export async function changePolicy(basedOn: number, reason: string, document: string): Promise<PolicyVersion> {
  const response = await call('/token-policy/versions', {
    method: 'POST',
    headers: { Accept: 'application/json', 'Content-Type': 'application/json', 'Idempotency-Key': idempotencyKey() },
    body: `{"based_on":${basedOn},"reason":${JSON.stringify(reason)},"policy":\n${document}}`,
  });
  return (await response.json()) as PolicyVersion;
}
