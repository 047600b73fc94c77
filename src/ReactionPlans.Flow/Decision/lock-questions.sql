-- Questions of the person's own partnership, locked until the answer commits, in one order for everybody. Used by AnswerQuestion.
-- @spike_ids uuid[]; @partnership_id text
select spike_id, partnership_id, agreement_version, state, round, asked_at, deadline_at, asked_in_turn
from decision.question
where spike_id = any(@spike_ids) and partnership_id = @partnership_id
order by spike_id
for update;
