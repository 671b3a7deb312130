import type { Regime, Right } from '@/api/types';

/** What the address of the request list may hold: filters and order, never an identifier. */
export interface RequestSearch {
  state?: string;
  right?: Right;
  regime?: Regime;
  sort?: 'due' | 'received';
}

export const REQUEST_STATES = [
  'RECEIVED',
  'VERIFYING',
  'RESOLVED',
  'PLANNED',
  'APPROVED',
  'EXECUTING',
  'VERIFYING_ERASURE',
  'COMPLETED',
  'COMPLETED_WITH_EXCEPTIONS',
  'RESTRICTED',
  'NO_MATCH',
  'DENIED',
  'WITHDRAWN',
] as const;

export const RIGHTS: readonly Right[] = ['access', 'delete'];
export const REGIMES: readonly Regime[] = ['gdpr', 'ccpa'];

function oneOf<T extends string>(allowed: readonly T[], value: unknown): T | undefined {
  return allowed.find((candidate) => candidate === value);
}

/** Drops whatever is not known, so that a mistyped or hostile address shows the plain list. */
export function parseRequestSearch(raw: Record<string, unknown>): RequestSearch {
  return {
    state: oneOf(REQUEST_STATES, raw.state),
    right: oneOf(RIGHTS, raw.right),
    regime: oneOf(REGIMES, raw.regime),
    sort: oneOf(['due', 'received'] as const, raw.sort),
  };
}
