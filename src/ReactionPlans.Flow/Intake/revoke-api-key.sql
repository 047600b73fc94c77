-- Stops a key at once. 1 row: stopped. 0 rows: no such key holds. Used by ApiKeys.
-- @id text; @now instant
update intake.api_key
set revoked_at = @now
where id = @id and revoked_at is null and (ends_at is null or ends_at > @now);
