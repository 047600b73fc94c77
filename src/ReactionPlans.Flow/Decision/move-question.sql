-- Sends a question back, or opens it again when the answer to that has come; its deadline stands. 1 row. Used by AnswerQuestion, which holds the row.
-- @spike_id uuid; @state text
update decision.question set state = @state where spike_id = @spike_id;
