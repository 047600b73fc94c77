-- Calls off the visits of a stopped activation that were to begin after it was stopped. Rows: how many. Used by PlanAllClear.
-- @activation_id uuid
update reactions.station_visit as visit set state = 'Cancelled', reason = 'stopped'
from activation.activation as stopped
where stopped.id = @activation_id and visit.activation_id = stopped.id and visit.state = 'Scheduled' and visit.starts_at > stopped.ended_at;
