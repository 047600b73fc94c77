-- Stores times that a station's own calendar has taken; one that begins as before and ends at another time is changed. Rows: how many. Guarded by the primary key.
-- Used by ImportCalendar.
-- @station_id text; @uids text[]; @starts_at, @ends_at timestamptz[]; @now instant
insert into reactions.station_booking (station_id, uid, starts_at, ends_at, kind, crews, noted_at)
select @station_id, row.uid, row.starts_at, row.ends_at, 'Calendar', 1, @now
from unnest(@uids, @starts_at, @ends_at) as row (uid, starts_at, ends_at)
on conflict (station_id, uid, starts_at) do update set ends_at = excluded.ends_at, noted_at = excluded.noted_at;
