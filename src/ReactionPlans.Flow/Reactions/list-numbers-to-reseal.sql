-- The next residents' numbers that are not sealed by the first key, in the order of their ids; none that are sealed under a data key, which is sealed anew itself. Used by RotateKeys.
-- @after uuid; @header bytea: the first key's; @data_magic bytea: begins every header of a data key; @limit int
select kept.id::text as id, kept.recipient_number as sealed
from reactions.resident as kept
where kept.id > @after::uuid and substring(kept.recipient_number for length(@header)) <> @header
    and substring(kept.recipient_number for length(@data_magic)) <> @data_magic
order by kept.id
limit @limit;
