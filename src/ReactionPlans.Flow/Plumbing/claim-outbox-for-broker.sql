-- Claims the oldest waiting messages for the broker; the rows stay locked until they are deleted in the same transaction.
-- Guarded by for update skip locked: two relays never hold one row. Used by OutboxRelay.
-- @limit int
select id, message_id, consumer, type, body::text as body, array_to_string(trace, ',') as trace
from plumbing.outbox
where parked_at is null and not leased
order by id
limit @limit
for update skip locked;
