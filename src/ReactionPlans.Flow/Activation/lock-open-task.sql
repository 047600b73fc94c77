-- A human task that waits for a person of the partnership, locked until the answer commits. 0 rows: unknown, foreign, or closed before.
-- Used by SettleTask.
-- @activation_id uuid; @step_id, @partnership_id text
select running.agreement_version, task.party
from activation.task as task
join activation.activation as running on running.id = task.activation_id
where task.activation_id = @activation_id and task.step_id = @step_id and running.partnership_id = @partnership_id
    and task.state = 'Open' and task.reaction in ('LocalPost', 'Task')
for update of task;
