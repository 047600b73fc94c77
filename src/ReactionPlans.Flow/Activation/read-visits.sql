-- How far the station's visits of running plans have come. Rows: one for each open step with visits. Used by WatchActivations.
-- @now instant
select task.activation_id, task.step_id,
    count(*)::int as planned,
    (count(*) filter (where visit.state = 'Scheduled'))::int as scheduled,
    (count(*) filter (where visit.state = 'Scheduled' and visit.ends_at > @now))::int as ahead
from activation.task
join activation.activation as running on running.id = task.activation_id and running.ended_at is null
join reactions.station_visit as visit on visit.activation_id = task.activation_id and visit.step_id = task.step_id
where task.state = 'Open' and task.reaction = 'MobileStation'
group by task.activation_id, task.step_id;
