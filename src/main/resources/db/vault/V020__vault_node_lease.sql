-- How long a process may use opened keys once it has said so, and how often it has said so.
alter table vault_node
  add column lease_ms bigint not null default 60000,
  add column renewal bigint not null default 0;
