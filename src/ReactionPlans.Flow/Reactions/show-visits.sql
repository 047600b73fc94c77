-- The mobile station's visits in the given activations, those without a time last. Reads only. Used by the console's overview.
-- @partnership_id text; @activations uuid[]
select visit.activation_id, visit.visit_number, visit.state, visit.starts_at, visit.ends_at, visit.reason,
       station.name as station_name, site.name as site_name
from reactions.station_visit visit
join activation.activation on activation.id = visit.activation_id
left join reactions.station on station.id = visit.station_id
left join reactions.site on site.id = visit.site_id
where activation.partnership_id = @partnership_id
  and visit.activation_id = any(@activations::uuid[])
order by visit.activation_id, visit.starts_at nulls last, visit.step_id, visit.visit_number;
