-- A station that was out can be sent again: what was to come of it is taken back. Rows: how many; none: it was not out. Used by TakeStationOut.
-- @station_id text; @now instant
delete from reactions.station_booking
where station_id = @station_id and kind = 'OutOfService' and ends_at > @now;
