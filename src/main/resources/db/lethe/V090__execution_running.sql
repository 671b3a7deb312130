-- New consent waits until the erasures of the person have ended.
create index execution_running on execution (stage, request) where ended_at is null;
