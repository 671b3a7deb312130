-- Versions of the token policy. The newest one is in force; while there is none, the one that ships is.
create table token_policy (
  version bigint primary key check (version > 0),
  content text not null,
  made_by text not null,
  made_at timestamptz not null,
  reason  text not null
);

create function refuse_policy_change() returns trigger language plpgsql as $$
begin
  raise exception 'a version of the token policy never changes' using errcode = 'restrict_violation';
end $$;
create trigger token_policy_only_grows before update or delete on token_policy
  for each row execute function refuse_policy_change();
create trigger token_policy_never_truncated before truncate on token_policy
  for each statement execute function refuse_policy_change();
