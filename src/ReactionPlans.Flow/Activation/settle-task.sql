-- Closes a human task. 1 row. Used by SettleTask, which holds the row.
-- @activation_id uuid; @step_id, @state, @settled_by, @reason text; @now instant
update activation.task
set state = @state, settled_at = @now, settled_by = @settled_by, reason = @reason
where activation_id = @activation_id and step_id = @step_id;
