-- Adds an answer; answers are never changed. Used by AnswerQuestion.
-- @spike_id uuid; @partnership_id, @action, @person_id, @reason text; @now instant
insert into decision.answer (spike_id, partnership_id, action, person_id, reason, answered_at)
values (@spike_id, @partnership_id, @action, @person_id, @reason, @now);
