-- A station's visits for its calendar, those that it is rid of too. Rows: one for each visit, in order of time. Used by ReadStationCalendar.
-- @station_id text; @since instant (visits that ended before are left out)
select uid, visit_number, revision, is_cancelled, site, starts_at, ends_at, changed_at
from access.station_calendar(@station_id, @since);
