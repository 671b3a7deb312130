create table idempotency_key (
  key        text primary key,
  body_hash  text        not null,
  claimed_at timestamptz not null,
  status     int,
  media_type text,
  etag       text,
  body       text
);
create index idempotency_key_claimed_at on idempotency_key (claimed_at);
