-- Whose a step is. 0 rows: the partnership has no such running step. Used by TaskOwner.
-- @activation_id uuid; @step_id, @partnership_id text
select running.agreement_version, task.party
from activation.task as task
join activation.activation as running on running.id = task.activation_id
where task.activation_id = @activation_id and task.step_id = @step_id and running.partnership_id = @partnership_id and running.ended_at is null;
