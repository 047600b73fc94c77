-- The people who have approved since the question was last asked from the beginning, each once: a yes before a hold or an escalation is a yes to
-- another number. Used by AnswerQuestion and SettleOverdue.
-- @spike_id uuid
select distinct answer.person_id
from decision.answer
where answer.spike_id = @spike_id
    and answer.action = 'Approve'
    and answer.id > coalesce((
        select max(other.id) from decision.answer as other
        where other.spike_id = @spike_id and other.action in ('Hold', 'Dismiss')), 0);
