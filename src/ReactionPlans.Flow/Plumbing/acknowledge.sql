-- Takes an in-process message out of the outbox, in the transaction of its effect. 0 rows: a later delivery. Used by Database.
-- @message_id uuid; @consumer text
delete from plumbing.outbox
where message_id = @message_id and consumer = @consumer;
