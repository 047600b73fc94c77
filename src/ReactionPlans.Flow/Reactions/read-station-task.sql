-- The station steps of an activation whose gate is open and whose visits are not planned yet. Rows: one for each. Used by PlanMobileStation.
-- @activation_id uuid; @step_id text
select task.step_id, task.responsible, task.visits, task.visit_hours, task.within_days, task.gate_opened_at, task.otherwise_site_kind, task.otherwise_chosen
from activation.task
where task.activation_id = @activation_id and task.step_id = @step_id and task.reaction = 'MobileStation'
    and task.gate_opened_at is not null and task.state in ('Waiting', 'Open')
    and not exists (select from reactions.station_visit as visit where visit.activation_id = task.activation_id and visit.step_id = task.step_id);
