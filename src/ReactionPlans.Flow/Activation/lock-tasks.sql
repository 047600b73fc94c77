-- The steps of running plans in their order, locked until the transaction ends: a person's answer and the watch wait for each other.
-- Rows: one for each step. Used by PlanTasks.
-- @activation_ids uuid[] or null (every running plan); @partnership_id text or null (every partnership)
select task.activation_id, task.step_id, task.reaction, task.state, task.starts_at, task.due_at, task.remind_at, task.escalate_at,
    task.gate_step, task.gate_informed_share, task.gate_ask_at, task.gate_asked_at, task.gate_opened_at, task.gate_opened_by,
    task.otherwise_step, task.otherwise_chosen, task.named_people, task.acknowledged_at, task.acknowledged_by, task.reminded_at,
    task.late_told_at, task.escalated_at, task.settled_at, task.settled_by, task.reason
from activation.task
where task.activation_id in (
        select running.id from activation.activation as running
        where running.ended_at is null and (@activation_ids::uuid[] is null or running.id = any(@activation_ids::uuid[])))
    and (@partnership_id::text is null or task.partnership_id = @partnership_id::text)
order by task.activation_id, task.step_order
for update of task;
