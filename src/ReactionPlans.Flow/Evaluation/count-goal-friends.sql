-- Neighbour friends and neighbourhood-watch members in the agreement's areas who have consented and not left since, and those who consented since a moment. Reads only. Used by GoalProgress.
-- @level text; @codes text[] or null (all); @since, @now instant
select count(*)::int as friends, (count(*) filter (where friend.consent_at >= @since))::int as lately
from reactions.neighbour_friend as friend
cross join lateral delivery.neighbour_away(friend) as away
where friend.role in ('neighbour-friend', 'member') and friend.consent_at <= @now
    and away.until is distinct from 'infinity'
    and exists (
        select from reactions.neighbour_friend_area as place
        join intake.area on area.id = place.area_id
        where place.neighbour_friend_id = friend.id and area.level = @level and (@codes::text[] is null or area.code = any(@codes)));
