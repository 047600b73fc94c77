-- The areas an agreement covers. Reads only. Used by the console's overview.
-- @level text; @codes text[] (null: every area of the level)
select id, code, name
from intake.area
where level = @level
  and (@codes::text[] is null or code = any(@codes::text[]))
order by code;
