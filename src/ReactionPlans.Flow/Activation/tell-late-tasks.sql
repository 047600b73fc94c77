-- Marks the tasks past their due time; told once. Rows: the steps told about now. Used by WatchActivations.
-- @now instant
update activation.task as task
set late_told_at = @now
from activation.activation as running
where running.id = task.activation_id and running.ended_at is null
    and task.state in ('Waiting', 'Open') and task.late_told_at is null and task.due_at <= @now
returning task.activation_id, task.step_id;
