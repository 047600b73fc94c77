-- Adds areas, and redraws or renames those that are there. Rows: new or changed ones. Guarded by unique (level, code). Used by ImportAreas.
-- @levels, @codes, @names, @geometries text[]; @now instant
insert into intake.area (level, code, name, geometry, changed_at, shape_number)
select row.level, row.code, row.name, row.geometry, @now, nextval('intake.change_number')
from unnest(@levels, @codes, @names, @geometries) as row (level, code, name, geometry)
on conflict (level, code) do update
set name = excluded.name, geometry = excluded.geometry, changed_at = excluded.changed_at,
    shape_number = excluded.shape_number
where (area.name, area.geometry) is distinct from (excluded.name, excluded.geometry);
