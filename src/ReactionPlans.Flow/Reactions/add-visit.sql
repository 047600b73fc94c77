-- Adds a wanted visit, scheduled or unplaced, and keeps how it stands. 1 row: new. 0 rows: it was planned before. Guarded by the primary key. Used by PlanMobileStation.
-- @activation_id uuid; @partnership_id, @step_id text; @visit_number int; @station_id, @site_id text or null; @starts_at, @ends_at instant or null;
-- @state, @reason text; @now instant
with added as (
    insert into reactions.station_visit (activation_id, partnership_id, step_id, visit_number, station_id, site_id, starts_at, ends_at, state, reason, planned_at)
    values (@activation_id, @partnership_id, @step_id, @visit_number, @station_id, @site_id, @starts_at, @ends_at, @state, @reason, @now)
    on conflict do nothing
    returning *
)
insert into reactions.visit_revision (activation_id, step_id, visit_number, revision, partnership_id, state, station_id, site_id, starts_at, ends_at, changed_at)
select activation_id, step_id, visit_number, revision, partnership_id, state, station_id, site_id, starts_at, ends_at, planned_at
from added;
