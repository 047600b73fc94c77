-- Stores a correction of a running plan, and gives its number. 1 row. Used by CorrectPlan, which holds the plan.
-- @activation_id uuid; @partnership_id, @person_id, @words text; @taken_out text[]; @now instant
insert into activation.correction (activation_id, number, partnership_id, person_id, words, taken_out, corrected_at)
select @activation_id, coalesce(max(number), 0) + 1, @partnership_id, @person_id, @words, @taken_out, @now
from activation.correction
where activation_id = @activation_id
returning number;
