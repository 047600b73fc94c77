-- When and why a station is out from now on. Rows: one for each time it was said, the newest first. Used by ReplanVisits and PlaceVisit.
-- @station_id text; @now instant
select starts_at, ends_at, reason
from reactions.station_booking
where station_id = @station_id and kind = 'OutOfService' and ends_at > @now
order by noted_at desc, starts_at;
