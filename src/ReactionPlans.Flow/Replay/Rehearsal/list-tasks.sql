-- Every step of every plan of a rehearsal, in the plans' order. Used by RehearsalReading.
select task.activation_id, task.step_id, task.party, task.responsible, task.reaction, task.task_name, task.starts_at, task.due_at, task.state, task.settled_at, task.settled_by,
    task.gate_step, task.gate_asked_at, task.gate_opened_at, task.gate_opened_by, task.reason
from activation.task as task
order by task.activation_id, task.step_order;
