-- Puts messages in the outbox and wakes the relay at commit. Rows: how many were added. What a message is about may have begun in another trace than the one
-- that speaks of it now (a person's answer, a clock): then it goes on from there, and this one is linked.
-- Guarded by outbox_once_per_consumer. Used by Work.Publish.
-- @message_ids uuid[]; @consumers text[] (null elements for the broker); @type text; @bodies text[] (JSON); @now instant;
-- @subjects uuid[]: the plan or rise that each is about (null elements: none); @trace text or null (outside any trace)
with woken as materialized (select pg_notify('reactionplans_outbox', ''))
insert into plumbing.outbox (message_id, consumer, type, body, created_at, trace)
select row.message_id, row.consumer, @type, row.body::jsonb, @now,
    array_remove(case when substr(begun.trace, 4, 32) <> substr(@trace::text, 4, 32) then array[begun.trace, @trace::text] else array[coalesce(@trace::text, begun.trace)] end, null)
from woken, unnest(@message_ids, @consumers, @bodies, @subjects) as row (message_id, consumer, body, subject)
left join lateral (
    select coalesce(
        (select trace from activation.activation where id = row.subject),
        (select trace from detection.spike where id = row.subject)) as trace
) as begun on row.subject is not null;
