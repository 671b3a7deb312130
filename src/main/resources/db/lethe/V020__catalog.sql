create table target (
    name      text primary key,
    connector text
);

create table asset (
    id          bigint generated always as identity primary key,
    target      text not null references target (name),
    name        text not null,
    dataset     text not null,
    description text,
    unique (target, name)
);
create index asset_dataset on asset (dataset);

create table field (
    asset_id         bigint not null references asset (id) on delete cascade,
    position         integer not null,
    path             text not null,
    categories       text[] not null,
    subject_key      text,
    suite            smallint check (suite in (1, 2)),
    field_class      text not null,
    action           text check (action in ('erase', 'anonymise', 'shred', 'retain', 'mark', 'export-only')),
    retention_period text,
    retention_law    text,
    primary_key      boolean not null,
    refers_to        jsonb not null,
    primary key (asset_id, position),
    unique (asset_id, path)
);

create table dataset_policy (
    dataset text primary key,
    policy  jsonb not null
);

-- One row; counts the changes, so that every node notices that its copy is old.
create table catalog_version (
    only_row boolean primary key default true check (only_row),
    version  bigint not null
);
insert into catalog_version (version) values (0);
