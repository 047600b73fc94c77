-- Puts the new revisions in the areas that were found for them. Rows: placements.
-- Needs: Intake/create-staged-revision.sql. Used by ReceiveReports.
insert into intake.report_area (report_id, revision, area_id)
select report_id, revision, unnest(area_ids)
from staged_revision;
