-- What is already in the stations' calendars and ends after an instant, and where: visits, and what else takes a crew. Rows: one for each crew that is taken.
-- Used by StationFacts, under lock-stations.sql.
-- @from instant
select visit.station_id, visit.starts_at, visit.ends_at, visit.site_id, site.latitude, site.longitude
from reactions.station_visit as visit
left join reactions.site on site.id = visit.site_id
where visit.state = 'Scheduled' and visit.ends_at > @from
union all
select booking.station_id, booking.starts_at, booking.ends_at, null, null, null
from reactions.station_booking as booking
join reactions.station on station.id = booking.station_id
cross join lateral generate_series(1, least(coalesce(booking.crews, station.capacity), station.capacity))
where booking.ends_at > @from
order by station_id, starts_at, site_id;
