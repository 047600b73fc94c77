-- What each step of each plan of a rehearsal wrote to how many, the last messages included; notices to the parties are not counted. Used by RehearsalReading.
select delivery.activation_id, delivery.step_id, delivery.kind,
    count(*)::int as planned,
    count(*) filter (where delivery.state = 'Accepted')::int as accepted,
    count(*) filter (where delivery.state = 'Skipped')::int as skipped,
    count(*) filter (where delivery.state in ('Failed', 'Returned'))::int as failed
from delivery.delivery as delivery
where delivery.kind <> 'Notice'
group by delivery.activation_id, delivery.step_id, delivery.kind;
