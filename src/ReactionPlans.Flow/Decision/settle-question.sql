-- Stores what a question came to. 1 row. Used by AnswerQuestion and SettleOverdue, which hold the row.
-- @spike_id uuid; @state, @reason text; @now instant
update decision.question
set state = @state, reason = @reason, deadline_at = null, remind_at = null, held_by = null, settled_at = @now
where spike_id = @spike_id;
