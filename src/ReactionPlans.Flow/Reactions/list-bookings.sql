-- Visits already in the stations' calendars that end after an instant. Rows: one for each. Used by PlanMobileStation, under lock-stations.sql.
-- @from instant
select station_id, starts_at, ends_at
from reactions.station_visit
where state = 'Scheduled' and ends_at > @from
order by station_id, starts_at;
