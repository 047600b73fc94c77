-- Keeps what a person has put before an open row's own values, with who and why. Locked before by this transaction. 1 row.
-- Used by SettleRejected.
-- @id bigint; @corrections text (JSON); @by, @because text
update intake.rejected_row
set corrections = @corrections::jsonb, corrected_by = @by, corrected_because = @because
where id = @id and settled_at is null;
