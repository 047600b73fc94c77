-- The plans that public alerts tell of: those that run and those that have ended since a time; or one alone, whenever it ended. Reads only. Used by ReadAlerts.
-- @partnership_id text; @activation_id uuid or null (all of these); @ended_since instant
select id, started_at, maximum_ends_at, ended_at, end_reason
from activation.activation
where partnership_id = @partnership_id
  and (@activation_id::uuid is null or id = @activation_id::uuid)
  and (ended_at is null or ended_at >= @ended_since or id = @activation_id::uuid)
order by id;
