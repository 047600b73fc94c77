-- One station, locked until the commit: of two files for it taken in at once the second sees the first's times. 0 rows: there is none. Used by ImportCalendar.
-- @station_id text
select id, name
from reactions.station
where id = @station_id
for update;
