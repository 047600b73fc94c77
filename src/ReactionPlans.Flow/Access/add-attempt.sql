-- Writes an attempt down for each subject that is held. As many rows as subjects. Used by Attempts.
-- @subjects bytea[]; @now instant
update access.attempt
set tried_at = tried_at || @now::timestamptz, last_at = @now::timestamptz
where subject = any(@subjects::bytea[]);
