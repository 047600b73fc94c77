-- Takes a message for a consumer. 1 row: the first time. 0 rows: an earlier delivery has committed.
-- Guarded by the primary key: of two deliveries at once the second waits for the first's commit. Used by Database.Once.
-- @message_id uuid; @consumer text; @now instant
insert into plumbing.inbox (message_id, consumer, taken_at)
values (@message_id, @consumer, @now)
on conflict do nothing;
