-- Claims one question past its deadline, or past the end of its hold, oldest first. Guarded by for update skip locked: two clocks never
-- settle one question. Used by SettleOverdue.
-- @now instant
select spike_id, partnership_id, agreement_version, state, round, asked_at, deadline_at, asked_in_turn
from decision.question
where state in ('Open', 'Returned', 'Held') and deadline_at <= @now
order by deadline_at
limit 1
for update skip locked;
