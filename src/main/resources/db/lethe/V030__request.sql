create sequence request_number_seq;

create table request (
  id            text primary key,
  number        bigint not null unique,
  right_name    text not null check (right_name in ('access', 'delete')),
  regime        text not null check (regime in ('gdpr', 'ccpa')),
  state         text not null,
  sufficient    boolean not null default false,
  choosing      boolean not null default false,
  version       bigint not null default 1,
  channel       text,
  created_by    text not null,
  created_at    timestamptz not null,
  updated_at    timestamptz not null,
  received_at   timestamptz not null,
  confirm_due   date,
  internal_due  date not null,
  statutory_due date not null,

  -- Who asks: readable only while the case key lives.
  case_key      bytea,
  case_ends_at  timestamptz,
  identifiers   bytea,
  masks         jsonb not null,
  handle        text not null unique,
  customer      text,
  candidates    jsonb not null default '[]',
  profiles      int not null default 0,

  degree        text,
  method        text,
  evidence      jsonb not null default '[]',
  verified_by   text,
  verified_at   timestamptz,
  resolved_at   timestamptz,
  plan_version  int,
  planned_by    text,
  planned_at    timestamptz,
  approved_by   text,
  approved_at   timestamptz,
  running_at    timestamptz,
  checked_at    timestamptz,
  closed_at     timestamptz,
  denial_code   text
);
create index request_open_due on request (statutory_due, id) where closed_at is null;
create index request_due on request (statutory_due, id);
create index request_received on request (received_at desc, id);
create index request_updated on request (updated_at);
create index request_case_end on request (case_ends_at) where case_key is not null;

create table request_plan (
  request    text not null references request (id),
  version    int not null,
  created_at timestamptz not null,
  created_by text not null,
  customer   text,
  profiles   jsonb not null,
  steps      jsonb not null,
  kept       jsonb not null,
  warnings   jsonb not null,
  primary key (request, version)
);

-- Free text of officers, which may name a person: sealed under the case key and gone with it.
create table request_note (
  log_seq bigint primary key,
  request text not null references request (id),
  sealed  bytea not null
);

create table request_package (
  request    text primary key references request (id),
  json       bytea not null,
  html       bytea not null,
  created_at timestamptz not null,
  expires_at timestamptz not null
);
