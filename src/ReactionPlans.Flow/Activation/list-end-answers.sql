-- What has been answered to the question of a plan's end, in order. Used by PlanEnds.
-- @activation_id uuid; @end_question int
select person_id, choice from activation.end_answer
where activation_id = @activation_id and end_question = @end_question
order by answered_at, person_id;
