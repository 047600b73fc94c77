-- The areas that an agreement covers, by code. Rows: code and name. Used by AskForExercise.
-- @level text; @codes text[] or null (all)
select code, name from intake.area
where level = @level and (@codes::text[] is null or code = any(@codes::text[]))
order by code collate "C";
