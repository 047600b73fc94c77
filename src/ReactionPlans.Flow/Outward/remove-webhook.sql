-- Takes an address away. 1 row: gone. 0 rows: there was none. Used by Webhooks.
-- @id text
delete from outward.webhook where id = @id;
