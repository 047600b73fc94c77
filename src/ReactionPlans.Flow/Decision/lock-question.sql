-- A question of the person's own partnership, locked until the answer commits. Used by AnswerQuestion.
-- @spike_id uuid; @partnership_id text
select spike_id, partnership_id, agreement_version, state, round, asked_at, deadline_at, asked_in_turn
from decision.question
where spike_id = @spike_id and partnership_id = @partnership_id
for update;
