-- What has been done about a spike's question, the first first: whom a notice asked and reminded, and what was answered. Why the police hold stands in no
-- row of these: it is sealed. Reads only. Used by the console.
-- @spike_id, @activation_id uuid (the activation the spike has or would have)
select entry.at, entry.what, entry.person_id, entry.reason, entry.way, entry.held_until
from (
    select answer.answered_at as at, answer.action as what, answer.person_id, answer.reason, answer.way, answer.held_until, 1 as place, answer.id
    from decision.answer
    where answer.spike_id = @spike_id
    union all
    select delivery.not_before, case delivery.template when 'decision' then 'Asked' else 'Reminded' end,
        substr(delivery.recipient_id, length(delivery.partnership_id) + 2), null, null, null, 0, 0
    from delivery.delivery
    where delivery.activation_id = @activation_id and delivery.recipient_kind = 'Person' and delivery.template in ('decision', 'decision-reminder')) as entry
order by entry.at, entry.place, entry.id, entry.person_id;
