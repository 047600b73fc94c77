-- Closes rows of the quarantine, locked before by this transaction. A row that a person has corrected is settled by that person and for that
-- reason. Rows: those that were open. Used by ReceiveReports, RetryRejected and SettleRejected.
-- @ids bigint[]; @settlements text[] beside them: taken-in, same or given-up; @by, @because text; @now instant
update intake.rejected_row as row
set settled_at = @now, settlement = wanted.settlement,
    settled_by = case when wanted.settlement = 'given-up' then @by else coalesce(row.corrected_by, @by) end,
    settled_because = case when wanted.settlement = 'given-up' then @because else coalesce(row.corrected_because, @because) end
from unnest(@ids, @settlements) as wanted (id, settlement)
where row.id = wanted.id and row.settled_at is null;
