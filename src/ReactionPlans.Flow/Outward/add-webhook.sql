-- Adds an address that a partnership's events are brought to, from the next one on. 1 row: added. 0 rows: no agreement of that partnership. Used by Webhooks.
-- @id, @partnership_id, @url text; @sealed_secret bytea; @now instant
insert into outward.webhook (id, partnership_id, url, sealed_secret, created_at, confirmed_number)
select @id, @partnership_id, @url, @sealed_secret, @now,
       coalesce((select last_number from outward.journal where partnership_id = @partnership_id), 0)
where exists (select from agreements.version where partnership_id = @partnership_id);
