-- People's keys, those that were revoked too; one where an id is given. Used by PersonKeys.
-- @id text or null (all)
select id, partnership_id, person_id, station_id, created_at, revoked_at, last_used_at
from access.person_key
where @id::text is null or id = @id
order by created_at, id;
