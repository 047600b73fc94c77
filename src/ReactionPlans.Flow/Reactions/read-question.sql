-- A spike and the question it raised. One row, or none when there is no such spike. Used by NotifyParties.
-- Asked now: those of the current round; in turn: those of all rounds, without the deputies who are asked with a reminder. Asked ever: everyone who got a notice about it, the current round included.
-- @spike_id, @activation_id uuid (the activation the spike has or would have)
select spike.partnership_id, question.agreement_version, spike.fired_on, question.state, question.round, question.asked_people as asked_now, question.asked_in_turn,
    array(
        select person_id from unnest(question.asked_people) as person_id
        union
        select substr(delivery.recipient_id, length(spike.partnership_id) + 2)
        from delivery.delivery
        where delivery.activation_id = @activation_id and delivery.template = 'decision' and delivery.recipient_kind = 'Person') as asked_ever,
    array(select distinct answer.person_id from decision.answer where answer.spike_id = @spike_id and answer.action = 'Approve') as approved_by
from detection.spike
join decision.question on question.spike_id = spike.id
where spike.id = @spike_id;
