-- Who is who. No personal value stands here in clear: attributes are sealed under the profile's own data key,
-- and everything that is looked up is a fingerprint whose key never leaves the vault.

create table source (
  name text primary key,
  kind text not null,
  duplicate_free boolean not null,
  created_at timestamptz not null
);

create table customer (
  id uuid primary key,
  seq bigint generated always as identity unique,
  created_at timestamptz not null,
  changed_at timestamptz not null
);

-- Ids of customers that were merged away. Always points at a living customer, or at none when that was erased.
create table customer_alias (
  id uuid primary key,
  customer_id uuid not null,
  created_at timestamptz not null
);
create index customer_alias_customer on customer_alias (customer_id);

create table profile (
  id uuid primary key,
  source text not null references source,
  source_key_index bytea not null,
  key_id uuid not null,
  -- What the source sent, its own key included.
  sealed bytea not null,
  -- The normalised form, for comparing.
  comparable bytea not null,
  -- A fingerprint, not a plain hash: short contents could be guessed.
  content_hash bytea not null,
  -- Fingerprints of the countable values, 16 bytes each, in the order in which they are derived.
  features bytea not null,
  -- The fingerprints that value_count holds for this profile now; null when none.
  counted bytea,
  customer_id uuid,
  resolved boolean not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  unique (source, source_key_index)
);
create index profile_customer on profile (customer_id);
create index profile_unresolved on profile (updated_at) where not resolved;

create table profile_block (
  value bytea not null,
  profile_id uuid not null references profile on delete cascade,
  rule smallint not null,
  primary key (value, profile_id)
);
create index profile_block_profile on profile_block (profile_id);

create table value_count (
  value bytea primary key,
  kind smallint not null,
  holders bigint not null
) with (fillfactor = 80);

create table kind_count (
  kind smallint primary key,
  holders bigint not null
);

create table link (
  a uuid not null references profile on delete cascade,
  b uuid not null references profile on delete cascade,
  weight real not null,
  model text not null,
  primary key (a, b)
);
create index link_b on link (b);

-- What happened to customers, in order, for those who keep copies of the assignment.
create table customer_event (
  seq bigint generated always as identity primary key,
  at timestamptz not null,
  kind text not null,
  customer_id uuid not null,
  other_id uuid,
  profile_id uuid
);
