-- The next receivers' secrets that are not sealed by the first key, in the order of their ids. Used by RotateKeys.
-- @after text; @header bytea: the first key's; @limit int
select kept.id::text as id, kept.sealed_secret as sealed
from outward.webhook as kept
where kept.id > @after::text and substring(kept.sealed_secret for length(@header)) <> @header
order by kept.id
limit @limit;
