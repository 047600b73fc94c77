-- Takes away what is noted of one person's addresses. Rows: how many. Used by PersonBook.
-- @id text
delete from delivery.bounced_address where neighbour_friend_id = @id;
