-- What one of the register has chosen for themselves, where it still holds: they have not agreed anew since. Rows: one for each choice. Reads only.
-- Somebody who is in the register no more, or has moved away, is held to what they said last. Used by ChooseContact.
-- @friend_id text
select said.choice as name, max(said.until) as until
from reactions.friend_choice as said
left join reactions.neighbour_friend as friend on friend.id = said.neighbour_friend_id
where said.neighbour_friend_id = @friend_id and (friend.id is null or said.told_at >= friend.consent_at)
group by said.choice
order by said.choice;
