-- Holds a question until an instant, at which it is asked again. Why stands sealed beside the answer. 1 row. Used by AnswerQuestion, which holds the row.
-- @spike_id uuid; @until instant; @person_id text
update decision.question
set state = 'Held', reason = null, deadline_at = @until, remind_at = null, held_by = @person_id
where spike_id = @spike_id;
