-- Profiles of the customer that a plan does not touch, each with the reason.
alter table request_plan add column held jsonb not null default '[]';
