-- Puts the messages of a group back into the outbox, each for the hop that could not handle it and under its own id. Rows: how many; 0: somebody has done so already.
-- Who presses twice waits for the first on the rows, and finds them gone. The inbox lets each through once, however often it is put back. Used by StuckMessages.
-- @queue, @type, @error text; @now instant
with taken as (
    delete from plumbing.stuck_message
    where consumer = @queue and type = @type and split_part(error, ':', 1) = @error
    returning message_id, consumer, type, body, trace
)
insert into plumbing.outbox (message_id, consumer, type, body, created_at, trace)
select message_id, consumer, type, body, @now, trace from taken order by message_id
on conflict do nothing;
