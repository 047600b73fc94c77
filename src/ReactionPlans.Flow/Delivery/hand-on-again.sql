-- Hands on again a partnership's deliveries of one channel that were handed on long ago and have no answer, with all attempts before them. Rows: the batch of each;
-- none: somebody has done so already. Guarded by sending_at: who presses twice finds them handed on a moment ago. Whoever still works on a batch holds its lock. Used by RetryDeliveries.
-- @partnership_id, @channel text; @under_way instant: handed on before this is too late; @now instant
update delivery.delivery
set sending_at = @now, attempts = 0
where partnership_id = @partnership_id and channel = @channel
  and state in ('Released', 'Sending') and sending_at < @under_way and batch_id is not null
returning batch_id;
