-- Adds an answer; answers are never changed. One row: its id. The reason is null where it is sealed, the offer where the answer is for this question alone. Used by AnswerQuestion.
-- @spike_id, @joint_id uuid; @partnership_id, @action, @person_id, @reason, @way text; @held_until, @now instant
insert into decision.answer (spike_id, partnership_id, action, person_id, reason, way, held_until, joint_id, answered_at)
values (@spike_id, @partnership_id, @action, @person_id, @reason, @way, @held_until, @joint_id, @now)
returning id;
