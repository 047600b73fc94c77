-- A visit that a person looks at to give it another place, with what its step wishes and how it stands; locked until the commit. 0 rows: there is none of this
-- partnership. Used by PlaceVisit, under lock-stations.sql.
-- @activation_id uuid; @step_id, @partnership_id text; @visit_number int; @now instant
select visit.activation_id, visit.step_id, visit.visit_number, visit.station_id, visit.site_id, visit.starts_at, visit.ends_at, visit.state, visit.revision, site.latitude, site.longitude,
    task.responsible, task.visits, task.visit_hours, task.within_days, coalesce(task.gate_opened_at, @now) as gate_opened_at, task.gate_opened_at is not null as gate_is_open,
    task.otherwise_site_kind, task.otherwise_chosen, station.name as station, site.name as site,
    (select string_agg(area.name, ', ' order by area.code collate "C")
        from activation.covered_area as covered join intake.area on area.id = covered.area_id
        where covered.activation_id = visit.activation_id) as areas
from reactions.station_visit as visit
join activation.task as task on task.activation_id = visit.activation_id and task.step_id = visit.step_id
left join reactions.station on station.id = visit.station_id
left join reactions.site on site.id = visit.site_id
where visit.activation_id = @activation_id and visit.step_id = @step_id and visit.visit_number = @visit_number and visit.partnership_id = @partnership_id
for update of visit;
