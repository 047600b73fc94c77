-- Gives a planned visit another time, site or station, or its first one, or says that it has none any more, and keeps how it stands. 1 row: changed.
-- 0 rows: it has been called off meanwhile. Guarded by the state, and by lock-stations.sql against other plans. Used by ChangeVisits.
-- @activation_id uuid; @step_id text; @visit_number int; @station_id, @site_id, @reason text or null; @starts_at, @ends_at instant or null (all of them null, with
-- a reason: it has no place); @placed_by text or null (the person who chose it, as partnership/person; null: a plan did); @now instant
with moved as (
    update reactions.station_visit
    set station_id = @station_id, site_id = @site_id, starts_at = @starts_at, ends_at = @ends_at,
        state = case when @station_id::text is null then 'Unplaced' else 'Scheduled' end, reason = @reason, placed_by = @placed_by,
        revision = revision + 1, planned_at = @now
    where activation_id = @activation_id and step_id = @step_id and visit_number = @visit_number and state in ('Scheduled', 'Unplaced')
    returning *
)
insert into reactions.visit_revision (activation_id, step_id, visit_number, revision, partnership_id, state, station_id, site_id, starts_at, ends_at, changed_at)
select activation_id, step_id, visit_number, revision, partnership_id, state, station_id, site_id, starts_at, ends_at, planned_at
from moved;
