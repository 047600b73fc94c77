-- Sites by their ids, as people know them. Rows: one for each that there is. Reads only. Used by PlaceVisit.
-- @ids text[]
select id, name, kind
from reactions.site
where id = any(@ids::text[])
order by id;
