-- Notes that a station, or some of its crews, cannot be sent for a time. 1 row: noted. 0 rows: it was said before. Guarded by the primary key. Used by TakeStationOut.
-- @station_id, @uid, @reason, @noted_by text; @starts_at, @ends_at, @now instant; @crews int or null (all)
insert into reactions.station_booking (station_id, uid, starts_at, ends_at, kind, crews, reason, noted_by, noted_at)
values (@station_id, @uid, @starts_at, @ends_at, 'OutOfService', @crews, @reason, @noted_by, @now)
on conflict do nothing;
