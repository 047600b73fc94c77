-- Every area as it was drawn before an instant; one first drawn later gives no row. Used by CountsAsKnown.
-- @known_before instant
select distinct on (area.id) area.id, area.level, area.code, drawing.geometry
from intake.area
join intake.area_version as drawing on drawing.area_id = area.id
where drawing.known_at < @known_before
order by area.id, drawing.shape_number desc;
