-- How far the messages of running plans have come, where a step that is not settled asks. Rows: one for each step with deliveries. Used by WatchActivations.
-- @now instant
select asked.activation_id, asked.step_id,
    count(*)::int as planned,
    -- What a correction took back was to be written: without it the rest would pass for everybody, and open a gate.
    (count(*) filter (where delivery.state <> 'Skipped' or delivery.reason = 'corrected'))::int as written,
    (count(*) filter (where delivery.state = 'Skipped' and delivery.reason = 'letter-budget'))::int as beyond_budget,
    (count(*) filter (where delivery.state in ('Planned', 'Released', 'Sending')))::int as unsettled,
    (count(*) filter (where delivery.state = 'Accepted' and delivery.informed_at <= @now))::int as informed
from (
    select task.activation_id, running.fired_month, task.step_id
    from activation.task
    join activation.activation as running on running.id = task.activation_id and running.ended_at is null
    where task.state = 'Open' and task.reaction in ('Letter', 'NeighbourMessage', 'MemberAlert')
    union
    select task.activation_id, running.fired_month, task.gate_step
    from activation.task
    join activation.activation as running on running.id = task.activation_id and running.ended_at is null
    where task.state = 'Waiting' and task.gate_informed_share is not null) as asked
join delivery.delivery
    on delivery.fired_month = asked.fired_month and delivery.activation_id = asked.activation_id and delivery.step_id = asked.step_id
group by asked.activation_id, asked.step_id;
