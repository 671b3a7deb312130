-- An event that is sent again is held once. The fingerprint is made under the data set's key of the day, so that it tells
-- nothing once that is destroyed.
alter table quarantine_entry add column fingerprint bytea;
create unique index quarantine_entry_once on quarantine_entry (dataset, day, fingerprint);
