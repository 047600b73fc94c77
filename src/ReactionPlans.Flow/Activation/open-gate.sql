-- Opens a gate because a person said yes. Used by AnswerGate, which holds the row.
-- @activation_id uuid; @step_id, @opened_by text; @now instant
update activation.task set gate_opened_at = @now, gate_opened_by = @opened_by, state = 'Open'
where activation_id = @activation_id and step_id = @step_id;
