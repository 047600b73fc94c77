-- The questions that can be answered together with others: nobody has decided, nothing is held, the rise goes on, and it is a rise and no season. Rows: each with the offer it is in
-- (null: none) and whether somebody has already approved by that offer. Used by OfferJoint.
select question.spike_id, question.partnership_id, spike.area_id, member.joint_id,
    exists (select from decision.answer where answer.joint_id = member.joint_id) as is_taken
from decision.question
join detection.spike on spike.id = question.spike_id
left join decision.joint_member as member on member.spike_id = question.spike_id and member.left_at is null
where question.state in ('Open', 'Returned') and spike.ended_on is null and spike.evidence ->> 'season' is null
order by question.asked_at, question.spike_id;
