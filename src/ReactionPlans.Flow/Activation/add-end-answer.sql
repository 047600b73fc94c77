-- Stores an answer to the question of a plan's end. 0 rows: this person has answered it. Used by AnswerEnd.
-- @activation_id uuid; @end_question int; @person_id, @partnership_id, @choice text; @now instant
insert into activation.end_answer (activation_id, end_question, person_id, partnership_id, choice, answered_at)
values (@activation_id, @end_question, @person_id, @partnership_id, @choice, @now)
on conflict do nothing;
