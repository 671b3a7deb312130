/** The service's JSON, as its HTTP API promises it. Field names stay snake_case, so that a reader finds them in the API. */

export type * from './customer-types';
export type * from './vault-types';

export interface Page<T> {
  items: T[];
  next: string | null;
}

export interface Me {
  name: string;
  display_name: string | null;
  roles: string[];
  permissions: string[];
}

export type Right = 'access' | 'delete';
export type Regime = 'gdpr' | 'ccpa';
export type ClockState = 'running' | 'due_soon' | 'due_today' | 'overdue' | 'stopped';

export interface Clock {
  state: ClockState;
  law: string;
  article: string | null;
  received_at: string;
  confirm_due: string | null;
  internal_due: string | null;
  statutory_due: string;
  time_zone: string;
  remaining_days: number;
  used_percent: number;
  extended: boolean;
  stopped_at: string | null;
  words: string;
}

export interface Identifier {
  kind: string;
  value: string;
}

export interface MaskedIdentifier {
  kind: string;
  masked: string;
}

export interface Subject {
  customer: string | null;
  profiles: number;
  identifiers: MaskedIdentifier[];
  /** Present while several customers answer to the identifiers and one has to be chosen. */
  candidates?: string[];
}

export type Degree = 'none' | 'reasonable' | 'reasonably_high';

export interface VerificationEvidence {
  kind: string;
  outcome: string;
}

export interface Verification {
  degree: Degree;
  method: string;
  evidence: VerificationEvidence[];
  by: string | null;
  at: string | null;
}

export type StageName =
  | 'received'
  | 'verified'
  | 'resolved'
  | 'planned'
  | 'approved'
  | 'running'
  | 'checked'
  | 'answered';

export interface Stage {
  stage: StageName;
  state: 'done' | 'current' | 'todo' | 'skipped';
  at: string | null;
  by: string | null;
}

export interface SystemCounts {
  total: number;
  waiting: number;
  working: number;
  needs_person: number;
  failed: number;
  done: number;
  verified: number;
}

export type ActionName =
  | 'verify'
  | 'plan'
  | 'approve'
  | 'return'
  | 'withdraw'
  | 'deny'
  | 'download_receipt'
  | 'download_package'
  | 'retry';

export interface AllowedAction {
  action: ActionName;
  allowed: boolean;
  reason: string | null;
}

export interface Request {
  id: string;
  number: string;
  right: Right;
  regime: Regime;
  state: string;
  received_at: string;
  channel: string | null;
  note?: string | null;
  created_by: string | null;
  version: number;
  clock: Clock;
  subject: Subject;
  verification: Verification | null;
  stages: Stage[];
  systems: SystemCounts | null;
  allowed_actions: AllowedAction[];
  receipt_available: boolean;
  package_available: boolean;
}

export type StepAction = 'erase' | 'export' | 'mark' | 'shred' | 'suppress' | 'delete_profiles';

export interface PlanStep {
  id: string;
  target: string;
  asset: string | null;
  action: StepAction;
  fields: string[];
  rule: string | null;
  legal_basis: string | null;
  expected: number | null;
}

export interface KeptItem {
  target: string;
  asset: string | null;
  field_group: string;
  law: string;
  until: string | null;
}

export interface Plan {
  version: number;
  created_at: string;
  created_by: string | null;
  customer: string | null;
  profiles: { id: string; source: string; label: string | null }[];
  steps: PlanStep[];
  kept: KeptItem[];
  warnings: string[];
}

export type StepState = 'waiting' | 'working' | 'retrying' | 'needs_person' | 'failed' | 'done' | 'verified';

export interface Segment {
  state: StepState;
  from: string;
  to: string | null;
}

export interface SystemStep {
  id: string;
  target: string;
  asset: string | null;
  connector: string | null;
  action: StepAction;
  state: StepState;
  attempts: number;
  started_at: string | null;
  ended_at: string | null;
  segments: Segment[];
  before: number | null;
  after: number | null;
  depth: string | null;
  last_error: string | null;
  retry_at: string | null;
  evidence: Record<string, unknown> | null;
}

export interface Systems {
  items: SystemStep[];
  approved_at: string | null;
  statutory_due: string | null;
}

export interface HistoryItem {
  at: string;
  actor: string | null;
  action: string;
  request?: string | null;
  from?: string | null;
  to?: string | null;
  reason?: string | null;
  /** What else the log holds about it; never personal data. */
  facts?: Record<string, unknown>;
}

export interface TroubleItem {
  kind: string;
  text: string;
  request: string | null;
}

export interface HorizonDay {
  /** Null is the bucket of everything already overdue. */
  date: string | null;
  due: number;
  blocked: number;
}

export interface Today {
  sentence_parts: { breach_48h: number; blocked: number; waiting_for_my_approval: number; open: number };
  horizon: HorizonDay[];
  due_next: Request[];
  waiting_for_approval: Request[];
  trouble: TroubleItem[];
  recent: HistoryItem[];
}

export interface ReceiptKey {
  key_id: string;
  algorithm: string;
  public_key_pem: string;
}
