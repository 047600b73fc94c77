-- The questions that are offered together, the first asked first. Used by NotifyParties.
-- @joint_id uuid
select question.spike_id, question.partnership_id, spike.fired_on, question.asked_people as asked_now,
    question.state in ('Open', 'Returned') as is_undecided, member.left_at is null as is_in,
    member.approval_told_at is not null as has_approved
from decision.joint_member as member
join decision.question on question.spike_id = member.spike_id
join detection.spike on spike.id = member.spike_id
where member.joint_id = @joint_id
order by question.asked_at, question.spike_id;
