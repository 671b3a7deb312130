/** Keys, rights to reveal and what waits for a second person, as the service's HTTP API promises them. */

export interface Thaw {
  id: string;
  state: 'proposed' | 'thawed';
  keys: string[];
  reason: string;
  proposed_by: string;
  proposed_at: string;
  confirmed_by: string | null;
  confirmed_at: string | null;
}

export interface KeyExport {
  id: string;
  state: 'proposed' | 'exported';
  keys: string[];
  hold: string | null;
  reason: string;
  /** The recipient's public key. */
  recipient: string;
  expires_at: string;
  proposed_by: string;
  proposed_at: string;
  confirmed_by: string | null;
  confirmed_at: string | null;
}

export interface Rotation {
  id: string;
  state: 'running' | 'done';
  /** From 0 to 1. */
  progress: number;
  reason: string;
  older_than: string | null;
  requested_by: string;
  requested_at: string;
  rotated: number;
  young: number;
  frozen: number;
  destroyed: number;
  ended_at: string | null;
}

export type BreakGlassState = 'asked' | 'active' | 'lapsed' | 'expired' | 'ended';

export interface BreakGlass {
  id: string;
  state: BreakGlassState;
  caller: string;
  fields: string[];
  purpose: string;
  reason: string;
  hours: number;
  asked_at: string;
  confirmed_by: string | null;
  confirmed_at: string | null;
  ends_at: string | null;
  ended_by: string | null;
  ended_at: string | null;
}

export interface RevealStop {
  id: string;
  state: 'stopped' | 'lifted';
  caller: string;
  rule: string;
  why: 'people_per_day' | 'unusual';
  people: number;
  bound: number;
  stopped_at: string;
  lifted_by: string | null;
  lifted_at: string | null;
  reason: string | null;
}

export interface TokenPurpose {
  code: string;
  description: string;
}

export interface TokenRule {
  name: string;
  operation: 'tokenize' | 'reveal';
  roles?: string[];
  callers?: string[];
  fields: string[];
  purposes?: string[];
  shows?: string[];
  values_per_minute?: number;
  values_per_day?: number;
  people_per_day?: number;
}

export interface TokenPolicy {
  purposes: TokenPurpose[];
  rules: TokenRule[];
  anomaly: { times_usual: number; people_at_least: number };
  break_glass: { hours_at_most: number; values_per_minute: number; values_per_day: number; people_per_day: number };
}

export interface PolicyItem {
  version: number;
  /** Null for the policy that ships with Lethe. */
  made_by: string | null;
  made_at: string | null;
  reason: string | null;
}

export interface PolicyVersion extends PolicyItem {
  policy: TokenPolicy;
}

export interface PolicyProposalItem {
  id: string;
  state: 'proposed' | 'confirmed' | 'stale' | 'lapsed';
  based_on: number;
  /** The version that it became. */
  version: number | null;
  reason: string;
  proposed_by: string;
  proposed_at: string;
  confirmed_by: string | null;
  confirmed_at: string | null;
}

export interface PolicyProposal extends PolicyProposalItem {
  policy: TokenPolicy;
}

export interface QuarantineDay {
  dataset: string;
  day: string;
  held: number;
  released: number;
  ends_at: string;
}
