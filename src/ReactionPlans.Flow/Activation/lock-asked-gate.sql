-- A gate the coordinator has been asked about, locked until the answer commits. Used by AnswerGate.
-- @activation_id uuid; @step_id, @partnership_id text
select running.partnership_id, running.agreement_version, task.otherwise_step
from activation.task as task
join activation.activation as running on running.id = task.activation_id
where task.activation_id = @activation_id and task.step_id = @step_id and running.partnership_id = @partnership_id
    and running.ended_at is null and task.state = 'Waiting' and task.gate_asked_at is not null and not task.otherwise_chosen
for update of task;
