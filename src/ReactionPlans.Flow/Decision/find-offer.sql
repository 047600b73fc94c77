-- The offer that a question is in now, and the partnership's own questions in it. 0 rows: none. Used by AnswerQuestion.
-- @spike_id uuid; @partnership_id text
select own.joint_id, own.spike_id
from decision.joint_member as asked
join decision.joint_member as own on own.joint_id = asked.joint_id and own.left_at is null and own.partnership_id = @partnership_id
where asked.spike_id = @spike_id and asked.left_at is null
order by own.spike_id;
