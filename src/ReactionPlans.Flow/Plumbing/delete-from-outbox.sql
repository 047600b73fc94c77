-- Takes published messages out, after the broker has confirmed them. Used by OutboxRelay.
-- @ids bigint[]
delete from plumbing.outbox where id = any(@ids);
