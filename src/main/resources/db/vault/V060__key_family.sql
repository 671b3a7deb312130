-- A key that was rotated stays, to open what was sealed under it, and the keys that succeed it name the first one as
-- their family. All keys of a family are in the same state at any time. A family's newest slot is its present key.
alter table data_key
  add column family uuid,
  -- Keys that are there already count as made today.
  add column made_at timestamptz not null default now();
create index data_key_family on data_key (family, slot) where family is not null;

alter table key_change drop constraint key_change_change_check;
alter table key_change add constraint key_change_change_check
  check (change in ('frozen', 'thawed', 'shredded', 'rotated'));

-- Rotations that were asked for, and how far they are. A count and the keys it counts are written together.
create table key_rotation (
  id uuid primary key,
  seq bigint generated always as identity unique,
  reason text not null,
  requested_by text not null,
  requested_at timestamptz not null,
  -- Keys made before this moment; null for a rotation of named profiles.
  made_before timestamptz,
  -- The last profile that it has passed, in the order of their ids.
  place uuid,
  rotated bigint not null default 0,
  young bigint not null default 0,
  frozen bigint not null default 0,
  destroyed bigint not null default 0,
  ended_at timestamptz
);
create index key_rotation_running on key_rotation (seq) where ended_at is null;
