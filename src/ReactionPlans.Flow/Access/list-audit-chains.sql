-- The chains of the account of who did what, where each ends by its head and by its entries; the two differ where something was written or
-- removed past the program. Of one moment: chains grow meanwhile. Reads only. Used by AuditChains.
-- @chain text or null (all): a partnership's id, '' for the installation's own
select coalesce(head.chain, entries.chain) as chain,
    coalesce(head.last_number, 0) as last_number,
    coalesce(head.last_hash, '') as last_hash,
    coalesce(entries.last_number, 0) as last_entry
from access.audit_head as head
full join (
    select coalesce(entry.partnership_id, '') as chain, max(entry.number) as last_number
    from access.audit_entry as entry
    where @chain::text is null or coalesce(entry.partnership_id, '') = @chain
    group by 1) as entries on entries.chain = head.chain
where @chain::text is null or coalesce(head.chain, entries.chain) = @chain
order by 1;
