-- Notes that a receiver did not confirm, when it is tried again, or that it is given up; and lets it go. 1 row: noted. 0 rows: as with confirm-event. Used by PushEvents.
-- @id, @failure text; @held, @failing_since, @not_before instant; @stopped_at instant or null (goes on)
update outward.webhook
set failures = failures + 1, failing_since = @failing_since, last_failure = @failure, not_before = @not_before, stopped_at = @stopped_at, held_until = null
where id = @id and held_until = @held;
