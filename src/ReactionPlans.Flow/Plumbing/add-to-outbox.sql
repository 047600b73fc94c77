-- Puts messages in the outbox and wakes the relay at commit. Rows: how many were added.
-- Guarded by outbox_once_per_consumer. Used by Work.Publish.
-- @message_ids uuid[]; @consumers text[] (null elements for the broker); @type text; @bodies text[] (JSON); @now instant
with woken as materialized (select pg_notify('reactionplans_outbox', ''))
insert into plumbing.outbox (message_id, consumer, type, body, created_at)
select row.message_id, row.consumer, @type, row.body::jsonb, @now
from woken, unnest(@message_ids, @consumers, @bodies) as row (message_id, consumer, body);
