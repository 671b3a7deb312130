-- Changes of the token policy that somebody proposes and somebody else confirms.
create table policy_proposal (
  id           uuid primary key,
  seq          bigint generated always as identity unique,
  based_on     bigint not null,
  content      text not null,
  reason       text not null,
  proposed_by  text not null,
  proposed_at  timestamptz not null,
  confirmed_by text check (confirmed_by <> proposed_by),
  confirmed_at timestamptz
);

-- Versions from before this have nobody who confirmed them; new ones do.
alter table token_policy add column confirmed_by text check (confirmed_by <> made_by);
alter table token_policy add constraint token_policy_two_persons check (confirmed_by is not null) not valid;
