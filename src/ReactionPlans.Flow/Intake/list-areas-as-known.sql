-- Every area as it was drawn before an instant; one first drawn later gives no row. Before there was any map of a level, its first map stands:
-- a history loaded afterwards has been counted in no other. Used by CountsAsKnown.
-- @known_before instant
select distinct on (area.id) area.id, area.level, area.code, drawing.geometry
from intake.area
join intake.area_version as drawing on drawing.area_id = area.id
join (
    select mapped.level, min(first_drawing.known_at) as known_at
    from intake.area as mapped
    join intake.area_version as first_drawing on first_drawing.area_id = mapped.id
    group by mapped.level
) as first_map on first_map.level = area.level
where drawing.known_at < @known_before or drawing.known_at = first_map.known_at
order by area.id, drawing.shape_number desc;
