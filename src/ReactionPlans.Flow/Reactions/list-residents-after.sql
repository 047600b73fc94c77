-- The next residents in order of id, with where they live. Used by PlaceRecipients.
-- @id uuid: the last one had; @limit int
select id, latitude, longitude
from reactions.resident
where id > @id
order by id
limit @limit;
