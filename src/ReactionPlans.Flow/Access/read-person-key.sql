-- The hash of a key that holds. 0 rows: there is none. Used by PersonKeys.
-- @id text
select secret_hash from access.person_key where id = @id and revoked_at is null;
