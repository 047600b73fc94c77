-- Puts reasons of holds sealed anew in the place of what they were when they were read. Rows: how many; what has been changed or taken out since, or is held by
-- somebody, is left to the next round, so it stands in nobody's way. Used by RotateKeys.
-- @ids bigint[]; @former, @fresh bytea[]: side by side
with held as materialized (
    select kept.answer_id, given.fresh
    from unnest(@ids::bigint[], @former::bytea[], @fresh::bytea[]) as given (answer_id, former, fresh)
    join decision.sealed_reason as kept on kept.answer_id = given.answer_id
    where kept.sealed = given.former
    order by kept.answer_id
    for update of kept skip locked
)
update decision.sealed_reason as kept
set sealed = held.fresh
from held
where kept.answer_id = held.answer_id;
