-- Notes that a key was used, to the minute: a busy sender must not write a row for each request. Rows: noted. Used by ApiKeys.
-- @id text; @now instant
update intake.api_key
set last_used_at = @now
where id = @id and (last_used_at is null or last_used_at < @now::timestamptz - interval '1 minute');
