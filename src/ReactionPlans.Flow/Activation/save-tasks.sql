-- Stores how far steps have come. Rows: as many as were given. Used by PlanTasks, which holds them.
-- @activation_ids uuid[]; @step_ids, @states, @gate_opened_by, @acknowledged_by, @settled_by, @reasons text[]; @otherwise_chosen boolean[];
-- @gate_ask_at, @gate_asked_at, @gate_opened_at, @acknowledged_at, @reminded_at, @late_told_at, @escalated_at, @settled_at instant[]
update activation.task
set state = moved.state, gate_ask_at = moved.gate_ask_at, gate_asked_at = moved.gate_asked_at, gate_opened_at = moved.gate_opened_at,
    gate_opened_by = moved.gate_opened_by, otherwise_chosen = moved.otherwise_chosen, acknowledged_at = moved.acknowledged_at,
    acknowledged_by = moved.acknowledged_by, reminded_at = moved.reminded_at, late_told_at = moved.late_told_at,
    escalated_at = moved.escalated_at, settled_at = moved.settled_at, settled_by = moved.settled_by, reason = moved.reason
from unnest(@activation_ids::uuid[], @step_ids::text[], @states::text[], @gate_ask_at::timestamptz[], @gate_asked_at::timestamptz[], @gate_opened_at::timestamptz[],
        @gate_opened_by::text[], @otherwise_chosen::boolean[], @acknowledged_at::timestamptz[], @acknowledged_by::text[], @reminded_at::timestamptz[],
        @late_told_at::timestamptz[], @escalated_at::timestamptz[], @settled_at::timestamptz[], @settled_by::text[], @reasons::text[])
    as moved (activation_id, step_id, state, gate_ask_at, gate_asked_at, gate_opened_at, gate_opened_by, otherwise_chosen, acknowledged_at, acknowledged_by,
        reminded_at, late_told_at, escalated_at, settled_at, settled_by, reason)
where task.activation_id = moved.activation_id and task.step_id = moved.step_id;
