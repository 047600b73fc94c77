-- The visits that stations have before them, of every partnership; whose area it is stands at the session's own alone. Rows: one for each visit, in order of time.
-- Reads only. Used by the console's page of the stations.
-- @now instant
with own as (
    select plumbing.stable_id(visit.activation_id || '/' || visit.step_id || '/visit/' || visit.visit_number) as uid, string_agg(area.name, ', ' order by area.code collate "C") as areas
    from reactions.station_visit as visit
    join activation.covered_area as covered on covered.activation_id = visit.activation_id
    join intake.area on area.id = covered.area_id
    where visit.state = 'Scheduled' and visit.ends_at > @now
    group by visit.activation_id, visit.step_id, visit.visit_number
)
select station.id as station_id, visit.starts_at, visit.ends_at, visit.site, own.areas
from reactions.station
cross join lateral access.station_calendar(station.id, @now) as visit
left join own on own.uid = visit.uid
where not visit.is_cancelled
order by visit.starts_at, station.id;
