-- Proposals to let frozen keys be used again. Whoever proposes one cannot also confirm it.
create table thaw (
  id uuid primary key,
  seq bigint generated always as identity unique,
  key_ids uuid[] not null check (cardinality(key_ids) > 0),
  reason text not null,
  proposed_by text not null,
  proposed_at timestamptz not null,
  confirmed_by text check (confirmed_by <> proposed_by),
  confirmed_at timestamptz
);
