-- Opens the gates whose facts are there: enough recipients of the named step informed (accepted; paper from its expected day), or, on
-- the agreed other way, the named step done. Rows: the steps opened now. Used by WatchActivations.
-- @now instant
update activation.task as task
set gate_opened_at = @now, gate_opened_by = facts.opened_by, state = 'Open'
from (
    select waiting.activation_id, waiting.step_id,
        case when waiting.otherwise_chosen then 'otherwise' else 'share' end as opened_by
    from activation.task as waiting
    join activation.activation as running on running.id = waiting.activation_id and running.ended_at is null
    cross join lateral (
        select count(*) filter (where delivery.state = 'Accepted' and delivery.informed_at <= @now) as informed,
            count(*) filter (where delivery.state <> 'Skipped') as planned
        from delivery.delivery as delivery
        where delivery.fired_month = running.fired_month and delivery.activation_id = waiting.activation_id and delivery.step_id = waiting.gate_step) as reach
    where waiting.state = 'Waiting' and waiting.gate_opened_at is null
        and case when waiting.otherwise_chosen
            then exists (
                select from activation.task as before
                where before.activation_id = waiting.activation_id and before.step_id = waiting.otherwise_step and before.state = 'Done')
            else reach.planned > 0 and reach.informed >= waiting.gate_informed_share * reach.planned end) as facts
where task.activation_id = facts.activation_id and task.step_id = facts.step_id
returning task.activation_id, task.step_id;
