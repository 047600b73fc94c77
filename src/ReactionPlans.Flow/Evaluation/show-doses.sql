-- The mobile station's visits in one activation as planned, each with what the police say became of it. Reads only. Used by the console's evaluations.
-- @partnership_id text; @activation_id uuid
select visit.step_id, visit.visit_number, visit.state, visit.starts_at, visit.ends_at, visit.reason, station.name as station_name, site.name as site_name,
    said.stood, said.stood_from, said.stood_to, said.place, said.confirmed_by, said.confirmed_at
from reactions.station_visit as visit
left join reactions.station on station.id = visit.station_id
left join reactions.site on site.id = visit.site_id
left join evaluation.station_confirmation as said
    on said.activation_id = visit.activation_id and said.step_id = visit.step_id and said.visit_number = visit.visit_number
where visit.partnership_id = @partnership_id and visit.activation_id = @activation_id
order by visit.starts_at nulls last, visit.step_id, visit.visit_number;
