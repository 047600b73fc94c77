-- Waits on; the question comes again. Used by AnswerGate, which holds the row.
-- @activation_id uuid; @step_id text; @ask_at instant
update activation.task set gate_asked_at = null, gate_ask_at = @ask_at where activation_id = @activation_id and step_id = @step_id;
