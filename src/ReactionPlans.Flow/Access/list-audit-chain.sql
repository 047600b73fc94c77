-- A chain's entries up to its end, in order, as they are hashed (0023-audit-chain.sql). Reads only; read row by row. Used by AuditChains.
-- @chain text; @last_number bigint
select number, id, at, actor_kind, actor, partnership_id, action, subject_kind, subject_id, detail::text as detail, previous_hash, entry_hash
from access.audit_entry
where coalesce(partnership_id, '') = @chain and number <= @last_number
order by number, id;
