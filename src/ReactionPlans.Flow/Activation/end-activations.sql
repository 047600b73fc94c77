-- Ends the activations that are over: the spikes of all their areas have ended (on the last one's day, for its reason), or the agreed maximum has
-- passed. A spike whose rule was changed ends no plan. Rows: the ids ended now. Used by WatchActivations.
-- @now instant
with over as (
    select running.id, facts.all_over, facts.ended_on, facts.end_reason
    from activation.activation as running
    cross join lateral (
        select bool_and(coalesce(spike.end_reason in ('fallen', 'withdrawn', 'one-of-many'), false)) as all_over,
            max(spike.ended_on) as ended_on,
            (array_agg(spike.end_reason order by spike.ended_on desc nulls last, spike.end_reason))[1] as end_reason
        from activation.covered_area as covered
        join detection.spike as spike on spike.id = covered.spike_id
        where covered.activation_id = running.id) as facts
    where running.ended_at is null and (facts.all_over or running.maximum_ends_at <= @now)
), uncovered as (
    update activation.covered_area as covered set ended_at = @now from over where covered.activation_id = over.id
)
update activation.activation as running
set ended_at = @now,
    spike_ended_on = case when over.all_over then over.ended_on end,
    ended_on = case when over.all_over then over.ended_on else (running.maximum_ends_at at time zone 'Europe/Copenhagen')::date - 1 end,
    end_reason = case when over.all_over then over.end_reason else 'maximum' end
from over
where running.id = over.id
returning running.id;
