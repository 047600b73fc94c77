-- Puts residents' numbers sealed anew in the place of what they were when they were read. Rows: how many; what has been changed or taken out since, or is held by
-- somebody, is left to the next round, so it stands in nobody's way. Used by RotateKeys.
-- @ids uuid[]; @former, @fresh bytea[]: side by side
with held as materialized (
    select kept.id, given.fresh
    from unnest(@ids::uuid[], @former::bytea[], @fresh::bytea[]) as given (id, former, fresh)
    join reactions.resident as kept on kept.id = given.id
    where kept.recipient_number = given.former
    order by kept.id
    for update of kept skip locked
)
update reactions.resident as kept
set recipient_number = held.fresh
from held
where kept.id = held.id;
