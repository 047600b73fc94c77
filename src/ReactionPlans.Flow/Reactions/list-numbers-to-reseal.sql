-- The next residents' numbers that are not sealed by the first key, in the order of their ids. Used by RotateKeys.
-- @after uuid; @header bytea: the first key's; @limit int
select kept.id::text as id, kept.recipient_number as sealed
from reactions.resident as kept
where kept.id > @after::uuid and substring(kept.recipient_number for length(@header)) <> @header
order by kept.id
limit @limit;
