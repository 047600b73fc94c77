-- Takes one person out of the register, with what they have chosen. Rows: how much was there. Used by PersonBook.
-- @id text
with choices as (delete from reactions.friend_choice where neighbour_friend_id = @id returning 1),
friend as (delete from reactions.neighbour_friend where id = @id returning 1)
select (select count(*) from choices)::int + (select count(*) from friend)::int;
