-- The next neighbour friends in order of id, with where they live. Used by PlaceRecipients.
-- @id text: the last one had; @limit int
select id, latitude, longitude
from reactions.neighbour_friend
where id > @id
order by id
limit @limit;
