-- Keeps why the police hold, sealed. 1 row. Used by AnswerQuestion.
-- @answer_id bigint; @partnership_id text; @sealed bytea
insert into decision.sealed_reason (answer_id, partnership_id, sealed)
values (@answer_id, @partnership_id, @sealed);
