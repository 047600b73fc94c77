-- What is already in the stations' calendars and ends after an instant, and where: visits, and what else takes a crew. Rows: one for each crew that is taken,
-- of every partnership. Used by StationFacts, under lock-stations.sql.
-- @from instant
select station_id, starts_at, ends_at, site_id, latitude, longitude
from access.crews_taken(@from)
order by station_id, starts_at, site_id;
