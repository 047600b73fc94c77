-- A station's name. 0 rows: there is no such station, or whoever asks sees none. Used by ReadStationCalendar, TakeStationOut.
-- @station_id text
select id, name from reactions.station where id = @station_id;
