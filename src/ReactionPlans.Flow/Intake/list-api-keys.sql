-- Keys, those that have ended too; one where an id is given. Used by ApiKeys.
-- @id text or null (all)
select id, name, sources, secret_hash, created_at, ends_at, revoked_at, last_used_at
from intake.api_key
where @id::text is null or id = @id
order by created_at, id;
