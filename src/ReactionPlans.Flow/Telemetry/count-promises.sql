-- What people are asked and have promised: questions open and past their time, tasks past theirs, and visits of the last week that began before their gate. One row.
-- A question whose deadline was missed is asked of others, and stays missed until it is answered. Reads only. Used by Figures.
-- @now, @visits_since instant
select question.*, task.*, visit.*
from (
    select count(*) filter (where state <> 'Held')::int as questions_open,
        count(*) filter (where state <> 'Held' and (deadline_at <= @now or cardinality(asked_in_turn) > cardinality(asked_people)))::int as questions_missed
    from decision.question
    where state in ('Open', 'Returned', 'Held')) as question
cross join (
    select count(*)::int as tasks_missed
    from activation.task
    where state in ('Waiting', 'Open') and due_at <= @now) as task
cross join (
    select count(*)::int as gates_missed
    from reactions.station_visit as visit
    left join activation.task as task on task.activation_id = visit.activation_id and task.step_id = visit.step_id
    where visit.state = 'Scheduled' and visit.starts_at >= @visits_since and visit.starts_at <= @now
        and (task.gate_opened_at is null or visit.starts_at < task.gate_opened_at)) as visit;
