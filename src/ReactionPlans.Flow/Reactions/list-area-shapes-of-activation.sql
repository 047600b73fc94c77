-- The polygons of an activation's areas as GeoJSON. Rows: one for each area. Used by StationFacts.
-- @activation_id uuid
select area.geometry
from activation.covered_area as covered
join intake.area on area.id = covered.area_id
where covered.activation_id = @activation_id
order by area.id;
