-- Ends the activations that are over: the spike has ended (its own day), or the agreed maximum has passed. A spike whose rule was changed
-- ends no plan. Rows: the ids ended now. Used by WatchActivations.
-- @now instant
update activation.activation as running
set ended_at = @now,
    spike_ended_on = case when spike.end_reason in ('fallen', 'withdrawn', 'one-of-many') then spike.ended_on end,
    ended_on = case when spike.end_reason in ('fallen', 'withdrawn', 'one-of-many') then spike.ended_on else (running.maximum_ends_at at time zone 'Europe/Copenhagen')::date - 1 end,
    end_reason = case when spike.end_reason in ('fallen', 'withdrawn', 'one-of-many') then spike.end_reason else 'maximum' end
from detection.spike as spike
where spike.id = running.spike_id
    and running.ended_at is null
    and (spike.end_reason in ('fallen', 'withdrawn', 'one-of-many') or running.maximum_ends_at <= @now)
returning running.id;
