-- Adds areas, and redraws or renames those that are there; each drawing is kept. Rows: new or changed ones.
-- Guarded by unique (level, code). Used by ImportAreas.
-- @levels, @codes, @names, @geometries text[]; @now instant
with saved as (
    insert into intake.area (level, code, name, geometry, changed_at, shape_number)
    select row.level, row.code, row.name, row.geometry, @now, nextval('intake.change_number')
    from unnest(@levels, @codes, @names, @geometries) as row (level, code, name, geometry)
    on conflict (level, code) do update
    set name = excluded.name, geometry = excluded.geometry, changed_at = excluded.changed_at,
        shape_number = excluded.shape_number
    where (area.name, area.geometry) is distinct from (excluded.name, excluded.geometry)
    returning area.id, area.shape_number, area.name, area.geometry, area.changed_at
)
insert into intake.area_version (area_id, shape_number, name, geometry, known_at)
select id, shape_number, name, geometry, changed_at from saved;
