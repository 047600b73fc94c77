-- The areas that an agreement covers, with their shapes, by code. Rows: one for each. Used by ExerciseTown.
-- @level text; @codes text[] or null (all)
select code, name, geometry::text as geometry from intake.area
where level = @level and (@codes::text[] is null or code = any(@codes::text[]))
order by code collate "C";
