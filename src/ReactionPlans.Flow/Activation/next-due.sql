-- The next instant from now on at which the watch has something to look at by time alone; null: none. Used by WatchActivations.
-- @now instant
select min(due) as due from (
    select coalesce(running.end_deadline_at, running.maximum_ends_at) as due from activation.activation as running where running.ended_at is null
    union all
    select unnest(array[
        case when task.gate_asked_at is null and task.state = 'Waiting' then task.gate_ask_at end,
        case when task.reminded_at is null and task.state = 'Open' and task.reaction in ('LocalPost', 'Task') then task.remind_at end,
        case when task.late_told_at is null then task.due_at end,
        case when task.escalated_at is null then task.escalate_at end,
        case when task.reaction in ('Letter', 'NeighbourMessage', 'MemberAlert') and task.state = 'Open' and coalesce(task.gate_opened_at, task.starts_at) + interval '1 day' > @now
            then coalesce(task.gate_opened_at, task.starts_at) + interval '1 day' end])
    from activation.task as task
    join activation.activation as running on running.id = task.activation_id and running.ended_at is null
    where task.state in ('Waiting', 'Open')
    union all
    select visit.ends_at from reactions.station_visit as visit
    join activation.task as task on task.activation_id = visit.activation_id and task.step_id = visit.step_id and task.state = 'Open'
    where visit.state = 'Scheduled' and visit.ends_at > @now
    union all
    select delivery.informed_at
    from activation.task as task
    join activation.activation as running on running.id = task.activation_id and running.ended_at is null
    join delivery.delivery as delivery
        on delivery.fired_month = running.fired_month and delivery.activation_id = task.activation_id and delivery.step_id = task.gate_step
    where task.state = 'Waiting' and delivery.state = 'Accepted' and delivery.informed_at > @now) as instants;
