-- Models of who is who: never changed, never deleted; which one is active is a history of its own.

create table identity_model (
  id text primary key,
  seq bigint generated always as identity unique,
  -- The model as JSON, its training report included.
  content text not null,
  -- uploaded or trained
  origin text not null,
  created_at timestamptz not null,
  created_by text not null
);

create function refuse_model_change() returns trigger language plpgsql as $$
begin
  raise exception 'a model never changes';
end $$;
create trigger identity_model_only_grows before update or delete on identity_model
  for each row execute function refuse_model_change();
create trigger identity_model_never_truncated before truncate on identity_model
  for each statement execute function refuse_model_change();

-- The newest is in force; before the first, the model that ships.
create table identity_model_activation (
  seq bigint generated always as identity primary key,
  model text not null,
  at timestamptz not null,
  by_whom text not null,
  reason text not null,
  -- Profiles up to this id were marked for being resolved anew.
  marked_up_to uuid,
  marked_all boolean not null
);
create index identity_model_unmarked on identity_model_activation (seq) where not marked_all;
