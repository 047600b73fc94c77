-- The hash of a key that holds and is for this: one station's calendar, or what its person may. 0 rows: there is none. Used by PersonKeys.
-- @id text; @station_id text or null
select secret_hash from access.person_key where id = @id and revoked_at is null and station_id is not distinct from @station_id::text;
