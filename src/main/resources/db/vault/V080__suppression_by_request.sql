-- Each request suppresses for itself, so that taking one back leaves what another one needs.
alter table suppression drop constraint suppression_pkey;
alter table suppression add primary key (domain, fingerprint, request_id);

-- Requests that suppress nothing any more, because they were withdrawn or their suppressions lifted: a step of such a
-- request that comes late, or once more, must not bring them back.
create table suppression_ended (
  request_id text primary key,
  ended_at timestamptz not null
);
