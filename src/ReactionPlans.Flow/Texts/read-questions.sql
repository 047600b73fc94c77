-- The questions raised by spikes. Rows: one for each that was asked. Used by Texts.
-- @spike_ids uuid[]
select question.spike_id, question.state, question.deadline_at, question.reason
from decision.question
where question.spike_id = any(@spike_ids);
