-- Stops a person's key at once. 1 row: stopped. 0 rows: no such key holds. Used by PersonKeys.
-- @id text; @now instant
update access.person_key set revoked_at = @now where id = @id and revoked_at is null;
