-- Leases the oldest waiting messages to consumers in this process, at most so many under way at once. Used by OutboxRelay.
-- Guarded by for update skip locked. A lease ends when the consumer commits (the row goes) or the host starts again.
-- @limit int
update plumbing.outbox
set leased = true
where id in (
    select id from plumbing.outbox
    where parked_at is null and not leased
    order by id
    limit @limit
    for update skip locked)
returning id, message_id, consumer, type, body::text as body, array_to_string(trace, ',') as trace;
