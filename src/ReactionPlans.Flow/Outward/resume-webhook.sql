-- Lets an address that fails be tried at once. 1 row: so. 0 rows: there is none, or it fails in nothing. Used by Webhooks.
-- @id text
update outward.webhook
set stopped_at = null, failures = 0, failing_since = null, last_failure = null, not_before = null
where id = @id and failures > 0;
