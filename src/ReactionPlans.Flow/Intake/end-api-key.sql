-- Says when a key that holds is to stop. 1 row: it will. 0 rows: no such key holds. An end that is nearer stays. Used by ApiKeys.
-- @id text; @ends_at, @now instant
update intake.api_key
set ends_at = least(ends_at, @ends_at)
where id = @id and revoked_at is null and (ends_at is null or ends_at > @now);
