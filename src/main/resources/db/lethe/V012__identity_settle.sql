-- Real-time writing without one lock for all, and a settle pass that brings the state to the batch outcome.

-- Drawn by every write of a profile: what is newer than the last pass's mark waits for the next.
create sequence profile_revision;

alter table profile
  drop column counted,
  add column revision bigint not null default nextval('profile_revision'),
  -- The profile's blocking values, eight bytes each, so that its rows in profile_block are found without an index.
  add column blocks bytea not null default '';

-- A blocking value in eight bytes: the rule above, 56 bits of the fingerprint below. Rows are written and removed
-- together with their profile's; no foreign key, because checking it thirty times a profile costs more than the rows.
create table profile_block_next (
  value bigint not null,
  profile_id uuid not null
);
insert into profile_block_next (value, profile_id)
  select distinct (rule::bigint << 56) | (('x' || substr(encode(value, 'hex'), 1, 14))::bit(56)::bigint), profile_id
  from profile_block;
drop table profile_block;
alter table profile_block_next rename to profile_block;
alter table profile_block add constraint profile_block_pkey primary key (value, profile_id);
update profile p set blocks = b.blocks
  from (select profile_id, string_agg(int8send(value), '') as blocks from profile_block group by profile_id) b
  where b.profile_id = p.id;

alter table link drop constraint link_a_fkey, drop constraint link_b_fkey;

-- How often values occur, as the last full pass counted it. Scoring reads one snapshot until the next replaces it;
-- a value held by one profile alone is not kept.
drop table value_count;
drop table kind_count;
create table value_count (
  snapshot bigint not null,
  value bigint not null,
  holders bigint not null,
  primary key (snapshot, value)
);
create table kind_count (
  snapshot bigint not null,
  kind smallint not null,
  holders bigint not null,
  primary key (snapshot, kind)
);

-- Identifiers that too many customers hold, or that somebody listed: a till's phone, a kiosk's device.
create table generic_value (
  block bigint primary key,
  feature bytea not null,
  -- 1: finds nobody; 2: counts for nothing.
  level smallint not null,
  customers integer not null,
  listed boolean not null,
  since timestamptz not null,
  -- Profiles up to this id were resolved anew since the level changed; null when all were.
  redone uuid
);

create table settle_state (
  one boolean primary key default true check (one),
  snapshot bigint not null,
  generic_version bigint not null,
  settled_revision bigint not null
);
insert into settle_state (snapshot, generic_version, settled_revision) values (0, 0, 0);

create table settle_run (
  id bigint generated always as identity primary key,
  started_at timestamptz not null,
  finished_at timestamptz,
  stage text not null,
  profiles bigint not null,
  done bigint not null,
  customers bigint not null,
  -- What the pass changed.
  moved bigint not null,
  generic_values bigint not null,
  -- Profiles that changed while it ran and wait for the next.
  left_over bigint not null
);
