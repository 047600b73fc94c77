-- What has been answered to the questions of spikes. Why the police hold stands in no row of these: it is sealed. Rows: one for each answer. Used by Texts.
-- @spike_ids uuid[]
select answer.spike_id, answer.id, answer.person_id, answer.reason, answer.held_until
from decision.answer
where answer.spike_id = any(@spike_ids)
order by answer.id;
