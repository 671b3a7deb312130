-- A key that came from another vault hangs on the family of a profile and opens what was sealed under it there. It is
-- never the present key, however new its slot is.
alter table data_key add column imported boolean not null default false;

-- What the keys' owner calls those whose first keys these are, for the recipient; in the order of owner_keys.
alter table key_export
  add column owner_keys uuid[] not null default '{}',
  add column owners text[] not null default '{}';

-- Imports of keys of another vault. Whoever proposes what is imported cannot also confirm it.
create table key_import (
  id uuid primary key,
  seq bigint generated always as identity unique,
  reason text not null,
  -- The data key from which the private key is derived that opens the file; shredded at the end.
  key_id uuid not null unique,
  recipient bytea not null check (length(recipient) = 32),
  expires_at timestamptz not null,
  opened_by text not null,
  opened_at timestamptz not null,
  -- The signed file, wrapped for the recipient alone, until the import has ended.
  file text,
  key_ids uuid[] not null default '{}',
  -- The first key of the family that the key at the same place is to hang on.
  family_ids uuid[] not null default '{}',
  proposed_by text,
  proposed_at timestamptz,
  confirmed_by text check (confirmed_by <> proposed_by),
  confirmed_at timestamptz,
  -- How many keys are new here, and how many were here already.
  imported int not null default 0,
  present int not null default 0,
  -- When the private key was destroyed.
  ended_at timestamptz,
  check (cardinality(key_ids) = cardinality(family_ids))
);
create index key_import_open on key_import (seq) where ended_at is null;
