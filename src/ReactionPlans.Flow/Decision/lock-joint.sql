-- The offer that a question is in, locked until the transaction ends. 0 rows: none. Not against keys: an answer that names the offer holds its
-- question, which is locked after the offer here. Used by SettleJoint.
-- @spike_id uuid
select joint.id
from decision.joint
where joint.settled_at is null
    and joint.id = (select member.joint_id from decision.joint_member as member where member.spike_id = @spike_id and member.left_at is null)
for no key update;
