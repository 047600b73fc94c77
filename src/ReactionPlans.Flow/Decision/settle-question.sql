-- Stores what a question came to; on a hold it stays unsettled with a deadline. Used by AnswerQuestion and SettleOverdue, which hold the row.
-- @spike_id uuid; @state, @reason text; @deadline_at, @settled_at instant
update decision.question
set state = @state, reason = @reason, deadline_at = @deadline_at, settled_at = @settled_at
where spike_id = @spike_id;
