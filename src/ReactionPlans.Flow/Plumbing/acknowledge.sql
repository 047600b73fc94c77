-- Takes in-process messages out of the outbox, in the transaction of their effect. 0 rows: a later delivery. Used by Database and WriteDownStuck.
-- @message_ids uuid[]; @consumer text
delete from plumbing.outbox
where message_id = any(@message_ids::uuid[]) and consumer = @consumer;
