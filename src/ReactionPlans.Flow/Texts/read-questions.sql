-- The questions raised by spikes. Rows: one for each that was asked. Used by Texts.
-- @spike_ids uuid[]
select question.spike_id, question.mode, question.state, question.round, question.deadline_at, question.reason, question.held_by,
    (select answer.person_id from decision.answer
        where answer.spike_id = question.spike_id and answer.action = 'Dismiss' order by answer.id desc limit 1) as dismissed_by,
    array(
        select distinct answer.person_id from decision.answer
        where answer.spike_id = question.spike_id and answer.action = 'Approve'
            and answer.id > coalesce((select max(other.id) from decision.answer as other
                where other.spike_id = question.spike_id and other.action in ('Hold', 'Dismiss')), 0)) as approved_by
from decision.question
where question.spike_id = any(@spike_ids);
