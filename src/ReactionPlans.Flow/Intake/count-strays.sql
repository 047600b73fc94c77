-- Rows that belong to nothing: revisions without a report, placements without a revision or an area. Always 0; looked after here because these
-- tables keep no foreign keys (docs/adr/0006). Reads only. Used by the doctor command and the import's tests.
select (select count(*) from intake.report_revision as revision where not exists (select from intake.report where report.id = revision.report_id))
    + (select count(*) from intake.report_area as placed where not exists (
        select from intake.report_revision as revision where revision.report_id = placed.report_id and revision.revision = placed.revision))
    + (select count(*) from intake.report_area as placed where not exists (select from intake.area where area.id = placed.area_id));
