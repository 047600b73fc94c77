-- Gives the new reports of a batch their identity. Rows: reports never heard of before.
-- Guarded by unique (source, reference). Needs: Intake/create-staged-revision.sql. Used by ReceiveReports.
insert into intake.report (id, source, reference) overriding system value
select report_id, source, reference
from staged_revision
where new_report;
