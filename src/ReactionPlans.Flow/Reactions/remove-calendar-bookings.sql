-- Frees times that a station's own calendar has no more, and forgets those that are over. Rows: how many. Used by ImportCalendar.
-- @station_id text; @uids text[]; @starts_at timestamptz[]; @now instant
delete from reactions.station_booking as booking
where booking.station_id = @station_id and booking.kind = 'Calendar'
    and (booking.ends_at <= @now or (booking.uid, booking.starts_at) in (select row.uid, row.starts_at from unnest(@uids, @starts_at) as row (uid, starts_at)));
