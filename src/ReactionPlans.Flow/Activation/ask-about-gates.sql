-- Marks the gates that have stayed shut too long: the coordinator is asked. Rows: the steps asked about now. Used by WatchActivations.
-- @now instant
update activation.task as task
set gate_asked_at = @now
from activation.activation as running
where running.id = task.activation_id and running.ended_at is null
    and task.state = 'Waiting' and task.gate_asked_at is null and task.gate_ask_at <= @now
returning task.activation_id, task.step_id;
