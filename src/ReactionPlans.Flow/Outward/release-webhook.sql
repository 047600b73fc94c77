-- Lets an address go that has been brought everything. 1 row: so. 0 rows: it is gone, or somebody else holds it. Used by PushEvents.
-- @id text; @held instant
update outward.webhook set held_until = null where id = @id and held_until = @held;
