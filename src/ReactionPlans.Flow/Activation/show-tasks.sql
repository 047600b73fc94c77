-- Who does what and when in the given activations, in the plan's order. Reads only. Used by the console's overview.
-- @partnership_id text; @activations uuid[]
select task.activation_id, task.step_id, task.party, task.responsible, task.deputy, task.named_people,
       array(select answer.person_id from activation.task_answer as answer
           where answer.activation_id = task.activation_id and answer.step_id = task.step_id) as answered_by,
       task.acknowledged_by, task.acknowledged_at, task.escalated_at, task.reaction, task.task_name,
       task.starts_at, task.due_at, task.gate_step, task.gate_informed_share, task.gate_asked_at, task.gate_opened_at,
       task.gate_opened_by, task.otherwise_site_kind, task.otherwise_step, task.otherwise_chosen,
       task.state, task.settled_at, task.settled_by, task.reason
from activation.task
join activation.activation on activation.id = task.activation_id
where activation.partnership_id = @partnership_id
  and task.activation_id = any(@activations::uuid[])
order by task.activation_id, task.step_order;
