-- Carrying out plans. These tables are the truth; the scheduler's own table only wakes the engine up.

create table execution (
  request     text primary key,
  kind        text not null check (kind in ('erase', 'access')),
  handle      text not null unique,
  stage       text not null,
  withdrawn   boolean not null default false,
  customer    text,
  case_key    bytea not null,
  -- The person's keys in the sources, sealed under the case key: the suppression list needs them again after the freeze.
  source_keys bytea,
  profiles    int not null,
  approved_at timestamptz not null,
  ended_at    timestamptz,
  -- What became of the keys and the profiles; counts and times only.
  report      jsonb not null default '{}'
);

-- Whom it is about; gone when the execution ends.
create table execution_profile (
  request text not null references execution (request),
  profile text not null,
  key_id  bytea not null,
  primary key (request, profile)
);

create table step (
  id                 text primary key,
  request            text not null references execution (request),
  ordinal            int not null,
  target             text not null,
  asset              text not null,
  action             text not null,
  fields             jsonb not null,
  subject_key_fields jsonb not null,
  expected           bigint,
  state              text not null default 'waiting',
  attempts           int not null default 0,
  started_at         timestamptz,
  ended_at           timestamptz,
  retry_at           timestamptz,
  last_error         text,
  before_count       bigint,
  affected           bigint,
  after_count        bigint,
  raw_hits           bigint,
  depth              text,
  data_versions      jsonb not null default '[]',
  evidence           jsonb not null default '{}',
  verified_at        timestamptz,
  segments           jsonb not null default '[]',
  unique (request, ordinal)
);

-- The intent to do something, written before it is done. A batch keeps its members until it is settled, so that a second
-- attempt repeats exactly the first one under the same id.
create table batch (
  id          text primary key,
  lane        text not null,
  stage       text not null,
  state       text not null check (state in ('due', 'working', 'done', 'split', 'parked')),
  attempts    int not null default 0,
  not_before  timestamptz not null,
  owner       text,
  lease_until timestamptz,
  created_at  timestamptz not null,
  ended_at    timestamptz,
  last_error  text
);
-- One batch at a time in a lane: two commits to one table would only fight each other.
create unique index batch_lane on batch (lane) where state in ('due', 'working');
create index batch_due on batch (not_before) where state in ('due', 'working');

create table task (
  id         bigint generated always as identity primary key,
  request    text not null references execution (request),
  step       text references step (id),
  stage      text not null,
  lane       text not null,
  state      text not null check (state in ('waiting', 'claimed', 'done', 'parked', 'cancelled')),
  solo       boolean not null default false,
  recount    boolean not null default false,
  batch      text references batch (id),
  not_before timestamptz not null,
  created_at timestamptz not null
);
create index task_waiting on task (lane, stage, not_before) where state = 'waiting';
create index task_request on task (request, stage);
create index task_batch on task (batch);

-- Rows for an access package, sealed under the request's case key until the package is made.
create table export_part (
  step   text primary key references step (id),
  sealed bytea not null
);

-- The scheduler's table, as its documentation gives it.
create table scheduled_tasks (
  task_name            text not null,
  task_instance        text not null,
  task_data            bytea,
  execution_time       timestamptz not null,
  picked               boolean not null,
  picked_by            text,
  last_success         timestamptz,
  last_failure         timestamptz,
  consecutive_failures int,
  last_heartbeat       timestamptz,
  version              bigint not null,
  priority             smallint,
  primary key (task_name, task_instance)
);
create index scheduled_tasks_execution_time on scheduled_tasks (execution_time);
create index scheduled_tasks_last_heartbeat on scheduled_tasks (last_heartbeat);
