-- Takes the deadline from a question that is approved and waits for others: the clock has handed it to SettleJoint. 1 row. Used by SettleOverdue, which holds the row.
-- @spike_id uuid
update decision.question set deadline_at = null, remind_at = null where spike_id = @spike_id;
