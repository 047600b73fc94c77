-- Closes a human task of the person's own partnership. 0 rows: unknown, foreign, or closed before. Used by SettleTask.
-- @activation_id uuid; @step_id, @partnership_id, @state, @settled_by, @reason text; @now instant
update activation.task as task
set state = @state, settled_at = @now, settled_by = @settled_by, reason = @reason
from activation.activation as running
where running.id = task.activation_id and running.partnership_id = @partnership_id
    and task.activation_id = @activation_id and task.step_id = @step_id
    and task.state = 'Open' and task.reaction in ('LocalPost', 'Task');
