-- Takes a version back. 1 row: withdrawn now. 0 rows: withdrawn before, or accepted by both meanwhile.
-- Guarded by the row's lock. Used by WithdrawAgreement.
-- @partnership_id text; @version int; @person_id text; @now instant
update agreements.version
set withdrawn_by = @person_id, withdrawn_at = @now
where partnership_id = @partnership_id
  and version = @version
  and withdrawn_at is null
  and (accepted_by_police is null or accepted_by_municipality is null);
