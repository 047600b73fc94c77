-- The areas that an agreement covers, and those that it covered while something was still open in them. In order of code. Used by KnownLog.
-- @partnership_id, @level text; @codes text[] or null (all)
select area.id, area.code, area.name, area.level = @level and (@codes::text[] is null or area.code = any(@codes)) as is_covered
from intake.area as area
where (area.level = @level and (@codes::text[] is null or area.code = any(@codes)))
    or exists (select from detection.criterion_state as state where state.partnership_id = @partnership_id and state.area_id = area.id)
order by area.code collate "C", area.id;
