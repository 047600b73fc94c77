-- The staged rows whose revision was known already, and whether they say the same. Rows: same or differing ones.
-- Needs: Intake/create-staged-report.sql. Used by ReceiveReports.
select staged.number, stored.content_hash = staged.content_hash as same
from staged_report as staged
join intake.report using (source, reference)
join intake.report_revision as stored on stored.report_id = report.id and stored.revision = staged.revision
where staged.report_id is null;
