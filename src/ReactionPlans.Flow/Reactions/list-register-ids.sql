-- Everybody of the register of whom anything is left, in the register or beside it. All messages are looked through: after a restore. Used by PersonBook.
select friend.id from reactions.neighbour_friend as friend
union
select said.neighbour_friend_id from reactions.friend_choice as said
union
select bounced.neighbour_friend_id from delivery.bounced_address as bounced
union
select message.recipient_id from delivery.delivery as message where message.recipient_kind = 'NeighbourFriend';
