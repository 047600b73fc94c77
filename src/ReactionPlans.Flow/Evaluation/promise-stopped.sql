-- An alert first handed on after its plan was stopped, or a visit that stands although it was to begin after that. Used by Promises.
select format('%s %s of activation %s was sent although the plan had been stopped.', alert.kind, alert.id, alert.activation_id)
from activation.activation as stopped
join delivery.delivery as alert on alert.activation_id = stopped.id and alert.fired_month = stopped.fired_month
where stopped.end_reason = 'stopped' and alert.kind in ('Letter', 'NeighbourMessage', 'MemberAlert')
    and alert.state in ('Released', 'Sending', 'Accepted') and alert.attempts <= 1 and alert.sending_at > stopped.ended_at
union all
select format('Visit %s of activation %s stands although the plan was stopped before it.', visit.visit_number, visit.activation_id)
from activation.activation as stopped
join reactions.station_visit as visit on visit.activation_id = stopped.id
where stopped.end_reason = 'stopped' and visit.state = 'Scheduled' and visit.starts_at > stopped.ended_at;
