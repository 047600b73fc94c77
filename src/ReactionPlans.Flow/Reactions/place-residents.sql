-- Puts residents in the areas they live in now and takes them out of the others. Rows: placements added.
-- Guarded by the primary key. Used by PlaceRecipients.
-- @ids uuid[]: everybody to place; @placed_ids uuid[], @area_ids int[]: one pair for each placement
with placed as (
    select * from unnest(@placed_ids, @area_ids) as row (resident_id, area_id)
),
lost as (
    delete from reactions.resident_area as old
    where old.resident_id = any (@ids)
        and not exists (select from placed where placed.resident_id = old.resident_id and placed.area_id = old.area_id)
)
insert into reactions.resident_area (resident_id, area_id)
select resident_id, area_id from placed
on conflict do nothing;
