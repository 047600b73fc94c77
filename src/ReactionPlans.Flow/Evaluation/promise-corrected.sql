-- An alert first handed on after its step was taken out of its plan, or a visit that stands although it was to begin after that. Used by Promises.
select format('%s %s of activation %s was sent although its step had been taken out.', alert.kind, alert.id, alert.activation_id)
from activation.correction
join delivery.delivery as alert on alert.activation_id = correction.activation_id and alert.step_id = any(correction.taken_out)
where alert.kind in ('Letter', 'NeighbourMessage', 'MemberAlert')
    and alert.state in ('Released', 'Sending', 'Accepted') and alert.attempts <= 1 and alert.sending_at > correction.corrected_at
union all
select format('Visit %s of activation %s stands although its step was taken out before it.', visit.visit_number, visit.activation_id)
from activation.correction
join reactions.station_visit as visit on visit.activation_id = correction.activation_id and visit.step_id = any(correction.taken_out)
where visit.state = 'Scheduled' and visit.starts_at > correction.corrected_at;
