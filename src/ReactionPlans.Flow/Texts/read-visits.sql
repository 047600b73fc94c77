-- The wanted visits of activations, in order. Rows: one for each visit. Used by Texts.
-- @activation_ids uuid[]
select visit.activation_id, visit.step_id, visit.visit_number, visit.state, station.name as station, site.name as site,
    visit.starts_at, visit.ends_at, visit.reason, visit.revision
from reactions.station_visit as visit
left join reactions.station on station.id = visit.station_id
left join reactions.site on site.id = visit.site_id
where visit.activation_id = any(@activation_ids::uuid[])
order by visit.activation_id, visit.step_id, visit.visit_number;
