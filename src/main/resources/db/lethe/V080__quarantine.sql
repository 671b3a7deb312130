-- Events of erased people that a data set holds back, sealed. All entries of a data set and day stand under one data
-- key of the vault, which is destroyed when they end.
create table quarantine_day (
  dataset text not null,
  day date not null,
  key_id uuid not null,
  ends_at timestamptz not null,
  primary key (dataset, day)
);
create index quarantine_day_ends on quarantine_day (ends_at);

create table quarantine_entry (
  id uuid primary key,
  seq bigint generated always as identity unique,
  dataset text not null,
  day date not null,
  sealed bytea not null,
  held_at timestamptz not null,
  released_at timestamptz,
  foreign key (dataset, day) references quarantine_day
);
create index quarantine_entry_dataset on quarantine_entry (dataset, seq);
create index quarantine_entry_day on quarantine_entry (dataset, day);

-- How many entries each data set has, so that a full one is known without counting.
create table quarantine_size (
  dataset text primary key,
  entries bigint not null
);
