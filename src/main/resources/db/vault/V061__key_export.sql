-- Keys that were or may be given to somebody outside, wrapped for that recipient alone. Whoever proposes it cannot
-- also confirm it. What was given once can be opened elsewhere for ever, so the rows stay.
create table key_export (
  id uuid primary key,
  seq bigint generated always as identity unique,
  -- Whole families, as of the confirmation once there is one.
  key_ids uuid[] not null check (cardinality(key_ids) > 0),
  -- The hold that asks for it; null when no erasure may be touched.
  hold text,
  reason text not null,
  recipient bytea not null check (length(recipient) = 32),
  expires_at timestamptz not null,
  proposed_by text not null,
  proposed_at timestamptz not null,
  confirmed_by text check (confirmed_by <> proposed_by),
  confirmed_at timestamptz
);
create index key_export_keys on key_export using gin (key_ids);

-- Whether a copy of the key had left the vault before it was destroyed.
alter table tombstone add column held_copy boolean not null default false;
