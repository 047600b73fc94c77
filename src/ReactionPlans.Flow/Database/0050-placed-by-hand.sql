-- A person of the police gives a visit another place, in a session that sees its own partnership's rows. What it must know of the others' is given out here:
-- when a crew is taken and where, and nothing of whose plan, whose calendar or why.

-- Who chose where the visit stands, as partnership/person; null: the plan did. To make room for others a plan moves only what plans have chosen.
alter table reactions.station_visit add column placed_by text;

-- Locks every station until the commit: of two plans made at once the second sees the first's visits, also where the second is a person's.
create function access.lock_stations() returns table (id text, crew_hours text, capacity int)
    language sql volatile security definer set search_path = pg_catalog, pg_temp
as $$
    select station.id, station.crew_hours, station.capacity
    from reactions.station
    where (select access.is_somebody())
    order by station.id
    for update
$$;
grant execute on function access.lock_stations to reactionplans_app;

-- What takes the stations' crews and ends after an instant: one row for each crew that is taken. uid: of a visit, as in its station's calendar.
create function access.crews_taken(since timestamptz) returns table (
    kind text, uid uuid, station_id text, starts_at timestamptz, ends_at timestamptz, site_id text, latitude float8, longitude float8)
    language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
    select 'Visit', plumbing.stable_id(visit.activation_id || '/' || visit.step_id || '/visit/' || visit.visit_number),
        visit.station_id, visit.starts_at, visit.ends_at, visit.site_id, site.latitude, site.longitude
    from reactions.station_visit as visit
    left join reactions.site on site.id = visit.site_id
    where visit.state = 'Scheduled' and visit.ends_at > since and (select access.is_somebody())
    union all
    select booking.kind, null, booking.station_id, booking.starts_at, booking.ends_at, null, null, null
    from reactions.station_booking as booking
    join reactions.station on station.id = booking.station_id
    cross join lateral generate_series(1, least(coalesce(booking.crews, station.capacity), station.capacity))
    where booking.ends_at > since and (select access.is_somebody())
$$;
grant execute on function access.crews_taken to reactionplans_app;
