-- Ids of those of the register whom an id or a mail address means; of an id that is in the register no more, where something is left of them. Used by PersonBook.
-- @id, @mail text: one of them null
select friend.id from reactions.neighbour_friend as friend where friend.id = @id or lower(friend.mail) = lower(@mail::text)
union
select said.neighbour_friend_id from reactions.friend_choice as said where said.neighbour_friend_id = @id
union
select message.recipient_id from delivery.delivery as message where message.recipient_kind = 'NeighbourFriend' and message.recipient_id = @id
order by 1;
