-- Adds mobile stations, and updates those that have changed. Rows: new or changed ones. Guarded by the primary key. Used by ImportStations.
-- @ids, @names, @crew_hours text[]; @capacities int[]; @now instant
insert into reactions.station as kept (id, name, crew_hours, capacity, imported_at)
select row.id, row.name, row.crew_hours, row.capacity, @now
from unnest(@ids, @names, @crew_hours, @capacities) as row (id, name, crew_hours, capacity)
order by row.id
on conflict (id) do update
set name = excluded.name, crew_hours = excluded.crew_hours, capacity = excluded.capacity, imported_at = excluded.imported_at
where (kept.name, kept.crew_hours, kept.capacity) is distinct from (excluded.name, excluded.crew_hours, excluded.capacity);
