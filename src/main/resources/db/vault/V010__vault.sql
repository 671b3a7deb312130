-- Sealed pages of data keys. A page is ciphertext and does not compress.
create table key_page (
  page_id bigint primary key,
  content bytea not null
);
alter table key_page alter column content set storage external;

create table data_key (
  key_id uuid primary key,
  slot bigint not null unique,
  state text not null default 'active' check (state in ('active', 'frozen', 'shredded'))
);

create table epoch (
  number bigint primary key,
  started_at timestamptz not null,
  root_destroyed_at timestamptz
);

-- Outlives the key it names, refers to nothing, and is mirrored outside the database.
create table tombstone (
  seq bigint generated always as identity primary key,
  key_id uuid not null unique,
  reason_code text not null,
  epoch bigint not null,
  logical_at timestamptz not null
);

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name;
end $$;
create trigger tombstone_is_append_only before update or delete on tombstone
  for each row execute function refuse_change();
create trigger tombstone_is_not_emptied before truncate on tombstone
  for each statement execute function refuse_change();

-- Every freeze, thaw and shred in order: what the processes check their opened keys against.
create table key_change (
  seq bigint generated always as identity primary key,
  key_id uuid not null,
  change text not null check (change in ('frozen', 'thawed', 'shredded'))
);
create index key_change_key on key_change (key_id);

-- One row per running process: until when it may use opened keys, and which change it has obeyed.
create table vault_node (
  node_id uuid primary key,
  lease_until timestamptz not null,
  confirmed_seq bigint not null
);

create table named_key (
  name text primary key,
  key_id uuid not null unique
);

create table suppression (
  domain text not null,
  fingerprint bytea not null,
  request_id text not null,
  suppressed_at timestamptz not null,
  primary key (domain, fingerprint)
);
