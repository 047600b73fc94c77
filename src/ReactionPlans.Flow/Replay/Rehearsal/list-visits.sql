-- The station's visits of a rehearsal, the first first; one that found no place has no time. Used by RehearsalReading.
select visit.activation_id, visit.step_id, visit.starts_at, visit.state, site.name as site_name
from reactions.station_visit as visit
left join reactions.site as site on site.id = visit.site_id
order by visit.activation_id, visit.step_id, visit.visit_number;
