-- The number of a kept way of reading. One row; a statement of its own, so that it sees what another transaction has just added.
-- Used by ReceiveReports and RetryRejected, after Intake/add-row-origin.sql.
-- @digest bytea
select id from intake.row_origin where digest = @digest;
