-- Calls off the visits to come of steps that were taken out of a plan, and keeps how they stand. Rows: how many. Used by PlanUpdate.
-- @activation_id uuid; @step_ids text[]; @now instant
with cancelled as (
    update reactions.station_visit set state = 'Cancelled', reason = 'corrected', revision = revision + 1, planned_at = @now
    where activation_id = @activation_id and step_id = any(@step_ids) and state = 'Scheduled' and starts_at > @now
    returning *
)
insert into reactions.visit_revision (activation_id, step_id, visit_number, revision, partnership_id, state, station_id, site_id, starts_at, ends_at, changed_at)
select activation_id, step_id, visit_number, revision, partnership_id, state, station_id, site_id, starts_at, ends_at, planned_at
from cancelled;
