-- What the extract says of one resident: one row, as JSON, and the number as it is kept; none: there is no such resident. Used by PersonBook.
-- @key bytea: the keyed hash
select (to_jsonb(resident) - 'recipient_key' - 'recipient_number' || jsonb_build_object('areas', coalesce((
        select jsonb_agg(jsonb_build_object('level', area.level, 'code', area.code, 'name', area.name) order by area.level, area.code)
        from reactions.resident_area as home join intake.area on area.id = home.area_id where home.resident_id = resident.id), '[]')))::text as held,
    resident.recipient_number as number
from reactions.resident
where resident.recipient_key = @key;
