-- Stores the staged revisions that are new and notes their report on the staged row. Rows: new revisions.
-- Of the same revision twice in a batch the first one counts. Guarded by the primary key: a revision is never overwritten.
-- Needs: Intake/create-staged-report.sql. Used by ReceiveReports.
-- @now instant
with first as (
    select distinct on (report.id, staged.revision) report.id as report_id, staged.*
    from (select number, source, reference, revision, withdrawn, known_at, offence, attempt, reported_at, reported_day,
            occurred_from, occurred_to, latitude, longitude, area_code, content_hash from staged_report) as staged
    join intake.report using (source, reference)
    order by report.id, staged.revision, staged.number
),
added as (
    insert into intake.report_revision (report_id, revision, withdrawn, known_at, received_at, offence, attempt, reported_at, reported_day,
        occurred_from, occurred_to, latitude, longitude, area_code, content_hash)
    select report_id, revision, withdrawn, known_at, @now, offence, attempt, reported_at, reported_day,
        occurred_from, occurred_to, latitude, longitude, area_code, content_hash
    from first
    order by report_id, revision
    on conflict do nothing
    returning report_id, revision
)
update staged_report
set report_id = added.report_id
from added
join first using (report_id, revision)
where staged_report.number = first.number;
