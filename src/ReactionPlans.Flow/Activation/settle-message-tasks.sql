-- Letters and messages are done when every delivery of the step is settled; with nobody to write to a day after the start, or when all were skipped,
-- not possible.
-- Used by WatchActivations.
-- @now instant
update activation.task as task
set state = case when facts.written > 0 then 'Done' else 'NotPossible' end,
    settled_at = @now,
    settled_by = 'reactionplans',
    reason = case when facts.planned = 0 then 'no-recipients' when facts.written = 0 and facts.beyond_budget > 0 then 'letter-budget' when facts.written = 0 then 'no-channel' end
from (
    select open_task.activation_id, open_task.step_id,
        count(delivery.id) as planned,
        count(delivery.id) filter (where delivery.state <> 'Skipped') as written,
        count(delivery.id) filter (where delivery.state = 'Skipped' and delivery.reason = 'letter-budget') as beyond_budget,
        count(delivery.id) filter (where delivery.state in ('Planned', 'Released', 'Sending')) as unsettled
    from activation.task as open_task
    join activation.activation as running on running.id = open_task.activation_id and running.ended_at is null
    left join delivery.delivery as delivery
        on delivery.fired_month = running.fired_month and delivery.activation_id = open_task.activation_id and delivery.step_id = open_task.step_id
    where open_task.state = 'Open' and open_task.reaction in ('Letter', 'NeighbourMessage', 'MemberAlert')
    group by open_task.activation_id, open_task.step_id) as facts
where task.activation_id = facts.activation_id and task.step_id = facts.step_id
    and facts.unsettled = 0
    and (facts.planned > 0 or task.starts_at + interval '1 day' <= @now);
