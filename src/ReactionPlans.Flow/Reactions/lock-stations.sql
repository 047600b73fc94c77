-- Every station, locked until the commit: of two plans made at once the second sees the first's visits. Rows: the stations. Used by StationFacts.
select id, crew_hours, capacity
from access.lock_stations()
order by id;
