-- Rights beyond the token policy, for a time, that one person asks for and another one confirms.
create table break_glass (
  id           uuid primary key,
  seq          bigint generated always as identity unique,
  caller       text not null,
  fields       text[] not null check (cardinality(fields) > 0),
  purpose      text not null,
  reason       text not null,
  hours        int not null check (hours > 0),
  asked_at     timestamptz not null,
  confirmed_by text check (confirmed_by <> caller),
  confirmed_at timestamptz,
  ends_at      timestamptz,
  ended_by     text,
  ended_at     timestamptz
);
create index break_glass_caller on break_glass (caller, ends_at);
