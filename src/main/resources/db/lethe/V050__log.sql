-- Every consequential event, once, for ever, without personal data.
create sequence log_entry_seq;

create table log_entry (
  seq       bigint primary key,
  at        timestamptz not null,
  type      text not null,
  actor     text not null,
  request   text,
  body      jsonb not null,
  leaf_hash bytea not null check (octet_length(leaf_hash) = 32)
);
create index log_entry_request on log_entry (request, seq) where request is not null;

create function refuse_log_change() returns trigger language plpgsql as $$
begin
  raise exception 'the log only grows' using errcode = 'restrict_violation';
end $$;

create trigger log_entry_only_grows before update or delete on log_entry
  for each row execute function refuse_log_change();
create trigger log_entry_never_truncated before truncate on log_entry
  for each statement execute function refuse_log_change();

-- Entries whose transactions have committed but that have no place in the tree yet. Sequence numbers are drawn before
-- commit and so arrive out of order; the tree takes entries in the order in which it sees them.
create table log_pending (
  seq bigint primary key references log_entry (seq)
);

create table log_leaf (
  index bigint primary key,
  seq   bigint not null unique references log_entry (seq)
);

-- Hashes of complete subtrees of 2^level leaves: they never change again.
create table log_node (
  level int not null,
  index bigint not null,
  hash  bytea not null check (octet_length(hash) = 32),
  primary key (level, index)
);

create trigger log_leaf_only_grows before update or delete on log_leaf
  for each row execute function refuse_log_change();
create trigger log_node_only_grows before update or delete on log_node
  for each row execute function refuse_log_change();
