-- Frees what was handed out and is no longer under way in this process (a killed host, a consumer that could not settle), so that
-- it is delivered again. Rows: how many. Used by OutboxRelay at start and once a minute.
-- @under_way uuid[]: message ids that consumers of this process still hold
update plumbing.outbox set leased = false where leased and not message_id = any(@under_way);
