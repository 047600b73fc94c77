-- What takes a station's crews in a span: visits of every partnership, and what else there is; whose a visit is and of which plan stands at the session's own alone.
-- Rows: one for each crew that is taken, in order of time. Reads only. Used by the console's week of a station.
-- @station_id text; @from, @to instant
select taken.kind, taken.starts_at, taken.ends_at, taken.site_id, site.name as site, taken.latitude, taken.longitude,
    own.activation_id, own.step_id, own.visit_number, own.revision, own.placed_by is not null as is_placed_by_hand, task.gate_opened_at, plan.ended_at as plan_ended_at,
    areas.names as areas, areas.ids as area_ids
from access.crews_taken(@from) as taken
left join reactions.site on site.id = taken.site_id
left join reactions.station_visit as own on own.state = 'Scheduled' and own.station_id = taken.station_id and own.starts_at = taken.starts_at
    and plumbing.stable_id(own.activation_id || '/' || own.step_id || '/visit/' || own.visit_number) = taken.uid
left join activation.task on task.activation_id = own.activation_id and task.step_id = own.step_id
left join activation.activation as plan on plan.id = own.activation_id
left join lateral (
    select string_agg(area.name, ', ' order by area.code collate "C") as names, array_agg(area.id order by area.code collate "C") as ids
    from activation.covered_area as covered join intake.area on area.id = covered.area_id
    where covered.activation_id = own.activation_id) as areas on true
where taken.station_id = @station_id and taken.starts_at < @to
order by taken.starts_at, taken.ends_at, taken.kind, taken.site_id;
