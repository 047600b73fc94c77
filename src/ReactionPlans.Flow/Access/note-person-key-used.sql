-- Notes that a person's key was used, to the minute: a busy system must not write a row for each request. Rows: noted. Used by PersonKeys.
-- @id text; @now instant
update access.person_key
set last_used_at = @now
where id = @id and (last_used_at is null or last_used_at < @now::timestamptz - interval '1 minute');
