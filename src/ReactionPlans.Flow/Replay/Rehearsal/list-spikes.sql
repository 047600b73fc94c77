-- Every rise of a rehearsal, what became of its question, and the plan it started or joined; oldest first. Used by RehearsalReading.
select spike.id as spike_id, spike.partnership_id, spike.criterion_id, spike.level, area.code as area_code, area.name as area_name, spike.fired_on, spike.ended_on,
    question.state as question_state, question.asked_at, question.settled_at as decided_at,
    array(select distinct answer.person_id from decision.answer as answer where answer.spike_id = spike.id and answer.action = 'Approve') as approved_by,
    activation.id as activation_id, activation.started_at, activation.ended_on as plan_ended_on, activation.end_reason, joined.activation_id is not null as has_joined
from detection.spike as spike
join intake.area as area on area.id = spike.area_id
left join decision.question as question on question.spike_id = spike.id
left join activation.activation as activation on activation.spike_id = spike.id
left join activation.joined_spike as joined on joined.spike_id = spike.id
order by spike.fired_on, area.code, spike.criterion_id;
