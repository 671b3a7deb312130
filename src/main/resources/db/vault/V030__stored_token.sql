-- Tokens of suite 4. The value is sealed under its profile's key and the fingerprint keyed by it: once the key is
-- destroyed a row is noise, and a sweep deletes it.
create table stored_token (
  key_id uuid not null,
  fingerprint uuid not null,
  text text not null,
  sealed bytea not null,
  primary key (key_id, fingerprint),
  unique (key_id, text)
);

-- Up to which tombstone the rows of destroyed keys have been deleted.
create table stored_token_sweep (
  only_row boolean primary key default true check (only_row),
  swept_to bigint not null
);
insert into stored_token_sweep (swept_to) values (0);
