-- Puts receivers' secrets sealed anew in the place of what they were when they were read. Rows: how many; what has been changed or taken out since, or is held by
-- somebody, is left to the next round, so it stands in nobody's way. Used by RotateKeys.
-- @ids text[]; @former, @fresh bytea[]: side by side
with held as materialized (
    select kept.id, given.fresh
    from unnest(@ids::text[], @former::bytea[], @fresh::bytea[]) as given (id, former, fresh)
    join outward.webhook as kept on kept.id = given.id
    where kept.sealed_secret = given.former
    order by kept.id
    for update of kept skip locked
)
update outward.webhook as kept
set sealed_secret = held.fresh
from held
where kept.id = held.id;
