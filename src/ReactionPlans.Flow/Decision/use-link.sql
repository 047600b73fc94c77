-- Notes that a link has answered. 1 row. Guarded by the primary key: twice is an error, and the answer goes with it. Used by AnswerQuestion.
-- @spike_id uuid; @partnership_id, @person_id, @notice text; @round int; @now instant
insert into decision.used_link (spike_id, partnership_id, person_id, round, notice, used_at)
values (@spike_id, @partnership_id, @person_id, @round, @notice, @now);
