-- What people decided about who is who, what waits for their decision, and what happened to customers.

-- One act of one person. Its reason may name somebody, so it is sealed under the key of the first profile
-- concerned and becomes unreadable with it.
create table identity_decision (
  id uuid primary key,
  seq bigint generated always as identity unique,
  verdict text not null check (verdict in ('same', 'different')),
  origin text not null check (origin in ('pair', 'merge', 'split', 'review')),
  reason_key uuid not null,
  reason bytea not null,
  decided_by text not null,
  decided_at timestamptz not null,
  undone_by text,
  undone_at timestamptz,
  undo_reason bytea
);

create table identity_decision_pair (
  decision uuid not null references identity_decision on delete cascade,
  a uuid not null references profile on delete cascade,
  b uuid not null references profile on delete cascade,
  primary key (decision, a, b),
  check (a < b)
);
create index identity_decision_pair_a on identity_decision_pair (a);
create index identity_decision_pair_b on identity_decision_pair (b);

create table review_case (
  id uuid primary key,
  seq bigint generated always as identity unique,
  kind text not null check (kind in ('near', 'blocked', 'weak_joint', 'large', 'erasure')),
  -- The lowest profile of each side names the case; when one is erased the case goes with it.
  left_anchor uuid not null references profile on delete cascade,
  right_anchor uuid references profile on delete cascade,
  left_profiles uuid[] not null,
  right_profiles uuid[] not null,
  link real,
  -- The request that waits for it; only for kind erasure.
  request text,
  state text not null check (state in ('open', 'decided', 'vanished')),
  verdict text check (verdict in ('same', 'different', 'dismiss')),
  decision uuid references identity_decision,
  -- Why it was dismissed, sealed like the reason of a decision.
  reason_key uuid,
  reason bytea,
  opened_at timestamptz not null,
  closed_at timestamptz,
  closed_by text,
  unique nulls not distinct (kind, left_anchor, right_anchor, request)
);
create index review_case_open on review_case (seq) where state = 'open';
create index review_case_left on review_case (left_anchor);
create index review_case_right on review_case (right_anchor);

-- Places in the change feed. An event is written without one and gets the next one once it is committed, so
-- that a reader who has seen a place has seen all before it.
alter table customer_event add column position bigint unique;
create index customer_event_unplaced on customer_event (seq) where position is null;
create index customer_event_customer on customer_event (customer_id, seq);
create index customer_event_other on customer_event (other_id, seq) where other_id is not null;
create index customer_event_profile on customer_event (profile_id, seq) where profile_id is not null;
