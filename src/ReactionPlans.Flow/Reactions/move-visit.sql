-- Gives a planned visit another time, site or station, or its first one. 1 row: moved. 0 rows: it has been called off meanwhile.
-- Guarded by the state, and by lock-stations.sql against other plans. Used by MoveVisits.
-- @activation_id uuid; @step_id text; @visit_number int; @station_id, @site_id text; @starts_at, @ends_at, @now instant
update reactions.station_visit
set station_id = @station_id, site_id = @site_id, starts_at = @starts_at, ends_at = @ends_at, state = 'Scheduled', reason = null,
    revision = revision + 1, planned_at = @now
where activation_id = @activation_id and step_id = @step_id and visit_number = @visit_number and state in ('Scheduled', 'Unplaced');
