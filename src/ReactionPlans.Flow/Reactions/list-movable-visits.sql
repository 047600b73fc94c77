-- The visits of station steps that have begun none of them yet and stand, at least in part, in a span of time: those that could make room for others.
-- A step of which a person has placed a visit stays as it is.
-- Rows: one for each visit, placed or not, with what its step wishes. Used by MoveVisits, under lock-stations.sql.
-- @settled_until, @from, @until instant (a step with a visit before the first stays as it is; a visit between the others can be in the way)
select visit.activation_id, visit.step_id, visit.visit_number, visit.station_id, visit.site_id, visit.starts_at, visit.ends_at,
    task.responsible, task.visits, task.visit_hours, task.within_days, task.gate_opened_at, task.otherwise_site_kind, task.otherwise_chosen
from reactions.station_visit as visit
join activation.task as task on task.activation_id = visit.activation_id and task.step_id = visit.step_id
join activation.activation as running on running.id = visit.activation_id and running.ended_at is null
where task.state = 'Open' and task.gate_opened_at is not null
    and exists (
        select from reactions.station_visit as other
        where other.activation_id = visit.activation_id and other.step_id = visit.step_id
            and other.state = 'Scheduled' and other.starts_at between @from and @until)
    and not exists (
        select from reactions.station_visit as other
        where other.activation_id = visit.activation_id and other.step_id = visit.step_id
            and (other.state = 'Cancelled' or other.starts_at <= @settled_until or other.placed_by is not null))
order by min(visit.starts_at) over (partition by visit.activation_id, visit.step_id), visit.activation_id, visit.step_id, visit.visit_number;
