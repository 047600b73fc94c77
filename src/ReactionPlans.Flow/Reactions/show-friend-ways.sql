-- The ways that the register has to one person, and whether they are open; no address is read out of it. Rows: one for each way; none where the person is in the register no more, or has moved
-- out of the areas that the session sees. Reads only. Used by ChooseContact.
-- @friend_id text
select way.channel, way.shut_by
from reactions.neighbour_friend as friend
cross join lateral delivery.neighbour_ways(friend) as way
where friend.id = @friend_id
order by way.channel;
