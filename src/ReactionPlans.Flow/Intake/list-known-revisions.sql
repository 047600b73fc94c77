-- What is stored already of a batch's reports: one row for each of their revisions. Reports never heard of give no row.
-- Asked report by report in the indexes (offset 0 keeps it so): a plain join would be free to read whole tables for each batch.
-- Used by ReceiveReports, under Intake/lock-sources.sql.
-- @sources, @references text[]: side by side, each report once
select asked.source, asked.reference, known.report_id, known.revision, known.content_hash
from unnest(@sources, @references) as asked (source, reference)
cross join lateral (
    select report.id as report_id, revision.revision, revision.content_hash
    from intake.report
    join intake.report_revision as revision on revision.report_id = report.id
    where report.source = asked.source and report.reference = asked.reference
    offset 0
) as known;
