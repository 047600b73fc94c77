-- Adds sites, and updates those that have changed. Rows: new or changed ones. Guarded by the primary key. Used by ImportSites.
-- @ids, @names, @kinds text[]; @latitudes, @longitudes double precision[]; @opening_hours text[]; @now instant
insert into reactions.site as kept (id, name, kind, latitude, longitude, opening_hours, imported_at)
select row.id, row.name, row.kind, row.latitude, row.longitude, row.opening_hours, @now
from unnest(@ids, @names, @kinds, @latitudes, @longitudes, @opening_hours) as row (id, name, kind, latitude, longitude, opening_hours)
order by row.id
on conflict (id) do update
set name = excluded.name, kind = excluded.kind, latitude = excluded.latitude, longitude = excluded.longitude,
    opening_hours = excluded.opening_hours, imported_at = excluded.imported_at
where (kept.name, kept.kind, kept.latitude, kept.longitude, kept.opening_hours)
    is distinct from (excluded.name, excluded.kind, excluded.latitude, excluded.longitude, excluded.opening_hours);
