-- Notes that the parties are asked how to go on. 1 row. Used by PlanEnds, which holds it.
-- @activation_id uuid; @now, @deadline_at instant
update activation.activation
set end_question = end_question + 1, end_asked_at = @now, end_deadline_at = @deadline_at
where id = @activation_id;
