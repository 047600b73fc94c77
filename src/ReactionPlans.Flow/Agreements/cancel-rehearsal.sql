-- Calls a rehearsal off, waiting or running; who runs it finds it no longer its own. 0 rows: there was none. Used by AskForRehearsal.
-- @partnership_id text; @version int; @now instant
update agreements.rehearsal set state = 'Cancelled', claim = null, finished_at = @now
where partnership_id = @partnership_id and version = @version and state in ('Waiting', 'Running');
