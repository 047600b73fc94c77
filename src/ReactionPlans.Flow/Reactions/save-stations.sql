-- Adds mobile stations, and updates those that have changed. Rows: new or changed ones. Guarded by the primary key. Used by ImportStations.
-- @ids, @names, @crew_hours, @mails text[]; @capacities int[]; @now instant
insert into reactions.station as kept (id, name, crew_hours, capacity, mail, imported_at)
select row.id, row.name, row.crew_hours, row.capacity, row.mail, @now
from unnest(@ids, @names, @crew_hours, @capacities, @mails) as row (id, name, crew_hours, capacity, mail)
order by row.id
on conflict (id) do update
set name = excluded.name, crew_hours = excluded.crew_hours, capacity = excluded.capacity, mail = excluded.mail, imported_at = excluded.imported_at
where (kept.name, kept.crew_hours, kept.capacity, kept.mail) is distinct from (excluded.name, excluded.crew_hours, excluded.capacity, excluded.mail);
