-- A station step is done when every wanted visit is over; with none that could be placed it was not possible. Used by WatchActivations.
-- @now instant
update activation.task as task
set state = case when facts.scheduled > 0 then 'Done' else 'NotPossible' end,
    settled_at = @now,
    settled_by = 'reactionplans',
    reason = case when facts.scheduled = 0 then 'no-visit-placed' end
from (
    select visit.activation_id, visit.step_id,
        count(*) filter (where visit.state = 'Scheduled') as scheduled,
        count(*) filter (where visit.state = 'Scheduled' and visit.ends_at > @now) as ahead
    from reactions.station_visit as visit
    group by visit.activation_id, visit.step_id) as facts
where task.activation_id = facts.activation_id and task.step_id = facts.step_id
    and task.state = 'Open' and task.reaction = 'MobileStation'
    and facts.ahead = 0;
