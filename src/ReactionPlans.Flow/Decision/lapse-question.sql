-- Closes a question nobody has decided because the rate fell. 0 rows: decided before, or never asked. Used by LapseQuestion.
-- @spike_id uuid; @state text; @now instant
update decision.question
set state = @state, reason = 'fallen', deadline_at = null, settled_at = @now
where spike_id = @spike_id and state in ('Open', 'Held');
