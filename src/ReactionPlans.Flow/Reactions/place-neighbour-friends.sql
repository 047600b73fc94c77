-- Puts neighbour friends in the areas they live in now and takes them out of the others. Rows: placements added.
-- Guarded by the primary key. Used by ImportNeighbourFriends and PlaceRecipients.
-- @ids text[]: everybody to place; @placed_ids text[], @area_ids int[]: one pair for each placement
with placed as (
    select * from unnest(@placed_ids, @area_ids) as row (neighbour_friend_id, area_id)
),
lost as (
    delete from reactions.neighbour_friend_area as old
    where old.neighbour_friend_id = any (@ids)
        and not exists (select from placed where placed.neighbour_friend_id = old.neighbour_friend_id and placed.area_id = old.area_id)
)
insert into reactions.neighbour_friend_area (neighbour_friend_id, area_id)
select neighbour_friend_id, area_id from placed
on conflict do nothing;
