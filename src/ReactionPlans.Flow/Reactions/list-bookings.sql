-- Visits already in the stations' calendars that end after an instant, and where. Rows: one for each. Used by StationFacts, under lock-stations.sql.
-- @from instant
select visit.station_id, visit.starts_at, visit.ends_at, visit.site_id, site.latitude, site.longitude
from reactions.station_visit as visit
left join reactions.site on site.id = visit.site_id
where visit.state = 'Scheduled' and visit.ends_at > @from
order by visit.station_id, visit.starts_at;
