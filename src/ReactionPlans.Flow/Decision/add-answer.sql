-- Adds an answer; answers are never changed. One row: its id. The reason is null where it is sealed. Used by AnswerQuestion.
-- @spike_id uuid; @partnership_id, @action, @person_id, @reason, @way text; @held_until, @now instant
insert into decision.answer (spike_id, partnership_id, action, person_id, reason, way, held_until, answered_at)
values (@spike_id, @partnership_id, @action, @person_id, @reason, @way, @held_until, @now)
returning id;
