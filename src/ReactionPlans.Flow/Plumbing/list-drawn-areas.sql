-- The areas of a level with their polygons, to be drawn. Used by AreaMosaics.
-- @level text; @codes text[] (null: every area of the level)
select area.id, area.geometry
from intake.area as area
where area.level = @level and (@codes::text[] is null or area.code = any(@codes))
order by area.id;
