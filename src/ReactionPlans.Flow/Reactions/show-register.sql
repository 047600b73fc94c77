-- The register of the areas that the session sees, in numbers: who is reached today by a channel that the parties use (NeighbourRoute), and why others are not.
-- Rows: one for each area and role, and one for each role alone (no area), in which somebody of several areas counts once. Reads only; nobody is named.
-- Used by the console's Register page.
-- @channels text[]: in the agreed order; @today date
select area.code as area_code, area.name as area_name, friend.role,
    count(distinct friend.id)::int as people,
    (count(distinct friend.id) filter (where route.reason is null))::int as reached,
    (count(distinct friend.id) filter (where route.reason = 'paused'))::int as paused,
    (count(distinct friend.id) filter (where route.reason = 'left'))::int as has_left,
    (count(distinct friend.id) filter (where route.reason is distinct from 'left'
        and exists (select from delivery.neighbour_ways(friend) as way where way.shut_by = 'bounced')))::int as bounced,
    (count(distinct friend.id) filter (where route.reason in ('no-channel', 'stopped')))::int as without_channel,
    (count(distinct friend.id) filter (where route.reason is distinct from 'left'
        and friend.push is not null and friend.mail is null and friend.mobile is null))::int as app_alone
from reactions.neighbour_friend as friend
join reactions.neighbour_friend_area as home on home.neighbour_friend_id = friend.id
join intake.area on area.id = home.area_id
cross join lateral delivery.neighbour_route(friend, @channels::text[], @today::date) as route
group by grouping sets ((area.code, area.name, friend.role), (friend.role))
order by area.code nulls first, friend.role;
