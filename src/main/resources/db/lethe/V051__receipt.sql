-- Private parts are sealed under a key of the vault.
create table signing_key (
  key_id      text primary key,
  public_key  bytea not null check (octet_length(public_key) = 32),
  sealed_seed bytea not null,
  created_at  timestamptz not null,
  retired_at  timestamptz
);
create unique index signing_key_current on signing_key ((true)) where retired_at is null;

-- The statement is fixed together with its log entry; the envelope follows once the entry has its place in the tree.
create table receipt (
  request   text primary key,
  statement text not null,
  log_seq   bigint not null references log_entry (seq),
  envelope  text,
  issued_at timestamptz not null
);
