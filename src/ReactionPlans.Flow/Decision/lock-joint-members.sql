-- The questions that are still in an offer, locked until the transaction ends, in one order for everybody. Used by SettleJoint.
-- @joint_id uuid
select question.spike_id, question.partnership_id, question.agreement_version, question.state, member.approval_told_at
from decision.joint_member as member
join decision.question on question.spike_id = member.spike_id
where member.joint_id = @joint_id and member.left_at is null
order by question.spike_id
for update of question;
