-- Counts the additions to the suppression list; whoever adds waits here for who adds at the same time, so that
-- nobody sees a number without seeing everything that it counts.
create table suppression_version (
  single boolean primary key default true check (single),
  version bigint not null
);
insert into suppression_version (version) values (0);
