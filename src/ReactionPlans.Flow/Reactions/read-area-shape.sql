-- An area's polygon as GeoJSON. One row. Used by PlanMobileStation.
-- @area_id int
select geometry
from intake.area
where id = @area_id;
