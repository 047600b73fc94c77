-- Calls off the visits of a stopped activation that were to begin after it was stopped, and keeps how they stand. Rows: how many. Used by PlanAllClear.
-- @activation_id uuid; @now instant
with cancelled as (
    update reactions.station_visit as visit set state = 'Cancelled', reason = 'stopped', revision = visit.revision + 1, planned_at = @now
    from activation.activation as stopped
    where stopped.id = @activation_id and visit.activation_id = stopped.id and visit.state = 'Scheduled' and visit.starts_at > stopped.ended_at
    returning visit.*
)
insert into reactions.visit_revision (activation_id, step_id, visit_number, revision, partnership_id, state, station_id, site_id, starts_at, ends_at, changed_at)
select activation_id, step_id, visit_number, revision, partnership_id, state, station_id, site_id, starts_at, ends_at, planned_at
from cancelled;
