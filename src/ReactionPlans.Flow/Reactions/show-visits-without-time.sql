-- Visits of running plans that stand in no calendar: of steps that wait for residents to be informed, all their visits in one row without a number; and those that have no place.
-- Rows: one for each such step or visit. Reads only. Used by the console's week of a station.
select task.activation_id, task.step_id, null::int as visit_number, task.visits, null as reason, areas.names as areas
from activation.task
join activation.activation as plan on plan.id = task.activation_id and plan.ended_at is null
cross join lateral (
    select string_agg(area.name, ', ' order by area.code collate "C") as names
    from activation.covered_area as covered join intake.area on area.id = covered.area_id
    where covered.activation_id = task.activation_id) as areas
where task.reaction = 'MobileStation' and task.state = 'Waiting' and task.gate_opened_at is null
union all
select visit.activation_id, visit.step_id, visit.visit_number, 1, visit.reason, areas.names
from reactions.station_visit as visit
join activation.activation as plan on plan.id = visit.activation_id and plan.ended_at is null
cross join lateral (
    select string_agg(area.name, ', ' order by area.code collate "C") as names
    from activation.covered_area as covered join intake.area on area.id = covered.area_id
    where covered.activation_id = visit.activation_id) as areas
where visit.state = 'Unplaced'
order by areas, activation_id, step_id, visit_number;
