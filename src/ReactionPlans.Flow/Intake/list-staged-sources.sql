-- The sources that had something new in this batch. Needs: Intake/create-staged-report.sql. Used by ReceiveReports.
select distinct source
from staged_report
where report_id is not null;
