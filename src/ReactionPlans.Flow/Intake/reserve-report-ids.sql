-- Numbers for reports that are stored for the first time. Rows: as many as asked for. Used by ReceiveReports.
-- @count int
select nextval('intake.report_id_seq') from generate_series(1, @count);
