import { useQuery } from '@tanstack/react-query';
import { useMemo, type ReactElement } from 'react';
import { policyVersionQuery, proposedPolicyQuery } from '@/api/policy';
import { changesBetween } from '@/lib/policy-diff';
import { PageState } from './page-state';
import { PolicyChanges } from './policy-changes';

/** What a proposed policy would change in the version it was written from. */
export function ProposedPolicy({ id, basedOn }: { id: string; basedOn: number }): ReactElement {
  const before = useQuery(policyVersionQuery(basedOn));
  const after = useQuery(proposedPolicyQuery(id));
  const changes = useMemo(
    () => (before.data && after.data ? changesBetween(before.data.policy, after.data.policy) : undefined),
    [before.data, after.data],
  );
  const refetch = () => {
    void before.refetch();
    void after.refetch();
  };
  return <PageState of={{ data: changes, error: before.error ?? after.error, refetch }}>{(all) => <PolicyChanges changes={all} />}</PageState>;
}
