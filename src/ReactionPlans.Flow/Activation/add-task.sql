-- Adds one step of the plan. Guarded by the primary key (activation, step). Used by PlanSteps.
-- @activation_id uuid; @partnership_id, @step_id, @party, @responsible, @deputy, @reaction, @template, @task_name, @gate_step, @otherwise_site_kind, @otherwise_step, @state text;
-- @named_people text[]; @step_order, @round, @visits, @within_days int; @visit_hours, @gate_informed_share float; @starts_at, @due_at, @remind_at, @escalate_at, @gate_ask_at instant;
-- @otherwise_chosen boolean
insert into activation.task
    (activation_id, partnership_id, step_id, step_order, round, party, responsible, deputy, named_people, reaction, template, task_name, starts_at, due_at, remind_at, escalate_at,
     visits, visit_hours, within_days, gate_step, gate_informed_share, gate_ask_at, otherwise_site_kind, otherwise_step, otherwise_chosen, state)
values
    (@activation_id, @partnership_id, @step_id, @step_order, @round, @party, @responsible, @deputy, @named_people, @reaction, @template, @task_name, @starts_at, @due_at, @remind_at, @escalate_at,
     @visits, @visit_hours, @within_days, @gate_step, @gate_informed_share, @gate_ask_at, @otherwise_site_kind, @otherwise_step, @otherwise_chosen, @state);
