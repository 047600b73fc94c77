-- Lets messages of one type leave that could not. Rows: how many; 0: somebody has done so already. Used by StuckMessages.
-- @type text
update plumbing.outbox set parked_at = null, error = null where type = @type and parked_at is not null;
