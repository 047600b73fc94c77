-- The next reasons of holds that are not sealed by the first key, in the order of their ids. Used by RotateKeys.
-- @after bigint; @header bytea: the first key's; @limit int
select kept.answer_id::text as id, kept.sealed as sealed
from decision.sealed_reason as kept
where kept.answer_id > @after::bigint and substring(kept.sealed for length(@header)) <> @header
order by kept.answer_id
limit @limit;
