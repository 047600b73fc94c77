-- The steps of activations as their plan lists them, with how far each gate is. Rows: one for each step. Used by Texts.
-- Informed and planned follow the gate's rule: planned leaves out what was skipped by rule.
-- @activation_ids uuid[]; @now instant
select task.activation_id, task.step_id, task.party, task.responsible, task.deputy, task.acknowledged_by, task.round, task.reaction, task.task_name, task.starts_at, task.due_at, task.gate_step,
    coalesce(reached.informed, 0) as informed, coalesce(reached.planned, 0) as planned
from activation.task
left join lateral (
    select count(*) filter (where delivery.state = 'Accepted' and delivery.informed_at <= @now)::int as informed,
        count(*) filter (where delivery.state <> 'Skipped' or delivery.reason = 'corrected')::int as planned
    from delivery.delivery
    where delivery.activation_id = task.activation_id and delivery.step_id = task.gate_step) as reached on task.gate_step is not null
where task.activation_id = any(@activation_ids::uuid[])
order by task.activation_id, task.step_order;
