-- Takes away what nobody waits for any more, some at a time, past what another holds. Rows: forgotten. Used by Attempts.
-- @before instant
delete from access.attempt
where subject in (select subject from access.attempt where last_at < @before::timestamptz order by last_at limit 100 for update skip locked);
