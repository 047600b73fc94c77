-- What a station's own calendar has taken, of which an end is still to come. Rows: one for each time. Used by ImportCalendar, under lock-station.sql.
-- @station_id text; @now instant
select uid, starts_at, ends_at
from reactions.station_booking
where station_id = @station_id and kind = 'Calendar' and ends_at > @now
order by uid, starts_at;
