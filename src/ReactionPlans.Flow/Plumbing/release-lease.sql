-- Frees one message whose consumer could not settle it (the database was away), so that it is delivered again. Used by WatchConsumers.
-- @message_id uuid; @consumer text
update plumbing.outbox set leased = false where message_id = @message_id and consumer = @consumer;
