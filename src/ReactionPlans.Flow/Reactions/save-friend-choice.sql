-- Keeps what one of the register has chosen. 1 row: kept; said again it is the same row, with the latest instant and day. Used by ChooseContact.
-- @friend_id, @choice, @partnership_id text; @until date or null; @now instant
insert into reactions.friend_choice (neighbour_friend_id, choice, partnership_id, until, told_at)
values (@friend_id, @choice, @partnership_id, @until, @now)
on conflict (neighbour_friend_id, choice, partnership_id) do update set until = excluded.until, told_at = excluded.told_at;
