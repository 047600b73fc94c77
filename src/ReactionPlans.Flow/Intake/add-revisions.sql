-- Stores the new revisions of a batch. Rows: new revisions. Guarded by the primary key: a revision is never overwritten.
-- Needs: Intake/create-staged-revision.sql. Used by ReceiveReports.
-- @now instant
insert into intake.report_revision (report_id, revision, withdrawn, known_at, received_at, offence, attempt, reported_at, reported_day,
    occurred_from, occurred_to, latitude, longitude, area_code, content_hash)
select report_id, revision, withdrawn, known_at, @now, offence, attempt, reported_at, reported_day,
    occurred_from, occurred_to, latitude, longitude, area_code, content_hash
from staged_revision;
