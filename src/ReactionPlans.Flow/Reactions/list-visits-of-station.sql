-- A station's visits to come, and the visits without a place of steps that go on: those that a change of its calendar can concern.
-- Rows: one for each visit, with what its step wishes. Used by ReplanVisits, under lock-stations.sql.
-- @station_id text; @now instant
select visit.activation_id, visit.step_id, visit.visit_number, visit.station_id, visit.site_id, visit.starts_at, visit.ends_at, site.latitude, site.longitude,
    task.responsible, task.visits, task.visit_hours, task.within_days, task.gate_opened_at, task.otherwise_site_kind, task.otherwise_chosen
from reactions.station_visit as visit
join activation.task as task on task.activation_id = visit.activation_id and task.step_id = visit.step_id and task.gate_opened_at is not null
join activation.activation as plan on plan.id = visit.activation_id
left join reactions.site on site.id = visit.site_id
where (visit.state = 'Scheduled' and visit.station_id = @station_id and visit.starts_at > @now)
    or (visit.state = 'Unplaced' and plan.ended_at is null and task.state = 'Open' and task.gate_opened_at + task.within_days * interval '1 day' > @now)
order by visit.starts_at nulls last, visit.activation_id, visit.step_id, visit.visit_number;
