-- A partnership's events after a number, in their order. Reads only, by the primary key. Used by ReadEvents, PushEvents.
-- @partnership_id text; @after, @limit int
select partnership_id, number, id, type, subject, occurred_at, data::text as data
from outward.event
where partnership_id = @partnership_id and number > @after
order by number
limit @limit;
