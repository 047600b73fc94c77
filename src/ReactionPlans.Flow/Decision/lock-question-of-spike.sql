-- The question of a spike, locked until the answer commits. 0 rows: it never had one. Used by OpenQuestion and SettleJoint.
-- @spike_id uuid
select spike_id, partnership_id, agreement_version, state, round, asked_at, deadline_at, asked_in_turn
from decision.question
where spike_id = @spike_id
for update;
