-- When and why stations are out from now on, in order of time. Rows: one for each time it was said. Reads only. Used by the console's page of the stations.
-- @now instant
select station_id, starts_at, ends_at, crews, reason, noted_at
from reactions.station_booking
where kind = 'OutOfService' and ends_at > @now
order by starts_at, station_id;
