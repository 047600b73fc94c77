-- Takes the agreed other way: the gate now waits for its step. Used by AnswerGate, which holds the row.
-- @activation_id uuid; @step_id text
update activation.task set otherwise_chosen = true where activation_id = @activation_id and step_id = @step_id;
