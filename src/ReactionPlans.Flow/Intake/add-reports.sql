-- Gives every staged report its identity, unless it has one. Rows: reports never heard of before.
-- Guarded by unique (source, reference); in order, so that two batches at once wait for each other instead of locking each other out.
-- Needs: Intake/create-staged-report.sql. Used by ReceiveReports.
insert into intake.report (source, reference)
select distinct source, reference
from staged_report
order by source, reference
on conflict do nothing;
