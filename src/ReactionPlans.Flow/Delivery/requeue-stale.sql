-- Finds batches handed on long ago and still not settled, and marks them handed on again. Rows: one for each delivery, with its batch.
-- Their order is published again; whoever still works on one holds its lock, and the second finds nothing left to do.
-- After so many attempts a batch is left for a person: it stands in the console as stuck. Used by ReleaseDue.
-- @before instant; @attempts int; @now instant
update delivery.delivery
set sending_at = @now
where state in ('Released', 'Sending') and sending_at < @before and attempts < @attempts and batch_id is not null
returning batch_id, activation_id;
