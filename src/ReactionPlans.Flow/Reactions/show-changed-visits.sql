-- The visits of running plans that got another place of late, and all that have none, with where they stood before. Rows: one for each visit, the latest change first.
-- Reads only. Used by the console's page of the stations.
-- @since instant
select visit.visit_number, visit.state, visit.reason, now_at.changed_at,
    (select string_agg(area.name, ', ' order by area.code collate "C")
        from activation.covered_area as covered join intake.area on area.id = covered.area_id
        where covered.activation_id = visit.activation_id) as areas,
    station.name as station, site.name as site, visit.starts_at, visit.ends_at,
    left_station.name as left_station, before.starts_at as left_starts_at, before.ends_at as left_ends_at
from reactions.station_visit as visit
join activation.activation on activation.id = visit.activation_id and activation.ended_at is null
join reactions.visit_revision as now_at on now_at.activation_id = visit.activation_id and now_at.step_id = visit.step_id
    and now_at.visit_number = visit.visit_number and now_at.revision = visit.revision
left join reactions.visit_revision as before on before.activation_id = visit.activation_id and before.step_id = visit.step_id
    and before.visit_number = visit.visit_number and before.revision = visit.revision - 1
left join reactions.station on station.id = visit.station_id
left join reactions.site on site.id = visit.site_id
left join reactions.station as left_station on left_station.id = before.station_id
where visit.state = 'Unplaced' or (visit.state = 'Scheduled' and visit.revision > 0 and now_at.changed_at >= @since)
order by now_at.changed_at desc, visit.activation_id, visit.step_id, visit.visit_number;
