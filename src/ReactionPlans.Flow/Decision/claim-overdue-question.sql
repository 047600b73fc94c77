-- Claims one question past its deadline, oldest first. Guarded by for update skip locked: two clocks never settle one question.
-- Used by SettleOverdue.
-- @now instant
select spike_id, partnership_id, agreement_version, state, round
from decision.question
where state in ('Open', 'Held') and deadline_at <= @now
order by deadline_at
limit 1
for update skip locked;
