-- What the end of running plans is held against. An area is over when its spike has fallen, was withdrawn, was one of many, or its season is over; one whose rule was
-- changed ends no plan. Rows: those whose areas are all over, or whose agreed time has passed. Used by PlanEnds.
-- @activation_ids uuid[] or null (every running plan); @now instant
select running.id, running.partnership_id, running.agreement_version, running.criterion_id, running.maximum_ends_at, running.end_asked_at, running.end_deadline_at,
    running.end_question, running.round,
    case when facts.all_over then facts.ended_on end as spike_ended_on,
    case when facts.all_over then facts.end_reason end as spike_end_reason
from activation.activation as running
cross join lateral (
    select bool_and(coalesce(spike.end_reason in ('fallen', 'withdrawn', 'one-of-many', 'season-over'), false)) as all_over,
        max(spike.ended_on) as ended_on,
        (array_agg(spike.end_reason order by spike.ended_on desc nulls last, spike.end_reason))[1] as end_reason
    from activation.covered_area as covered
    join detection.spike as spike on spike.id = covered.spike_id
    where covered.activation_id = running.id) as facts
where running.ended_at is null and (facts.all_over or running.maximum_ends_at <= @now)
    and (@activation_ids::uuid[] is null or running.id = any(@activation_ids::uuid[]))
order by running.id
for update of running;
