-- Notes that a receiver has confirmed an event, and keeps the hold. 1 row: noted. 0 rows: the address is gone, or somebody else holds it. Used by PushEvents.
-- @id text; @number int; @held, @until instant
update outward.webhook
set confirmed_number = @number, failures = 0, failing_since = null, last_failure = null, not_before = null, held_until = @until
where id = @id and held_until = @held and confirmed_number < @number;
