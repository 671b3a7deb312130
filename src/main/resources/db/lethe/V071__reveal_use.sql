-- What each caller revealed under each rule (or break-glass right) on each day (UTC). The bits tell how many people it
-- was about, not whom.
create table reveal_use (
  caller        text not null,
  ground        text not null,
  day           date not null,
  salt          bigint not null,
  taken         bigint not null default 0,
  level         double precision not null default 0,
  level_at      timestamptz not null,
  people_bits   bytea not null default '',
  people_before int not null default 0, -- before a second person let the caller go on
  people        int not null default 0,
  usual_people  double precision,
  primary key (caller, ground, day)
);

-- Callers who revealed something of too many people. Only a second person lets them go on.
create table reveal_stop (
  id         uuid primary key,
  seq        bigint generated always as identity unique,
  caller     text not null,
  ground     text not null,
  why        text not null check (why in ('people_per_day', 'unusual')),
  people     int not null,
  bound      int not null,
  stopped_at timestamptz not null,
  lifted_by  text check (lifted_by <> caller),
  lifted_at  timestamptz,
  reason     text
);
create unique index reveal_stop_one on reveal_stop (caller) where lifted_by is null;
