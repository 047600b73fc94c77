-- Fills the staging table, binary. Cannot be prepared. Needs: Intake/create-staged-revision.sql. Used by ReceiveReports.
copy staged_revision (report_id, new_report, source, reference, revision, withdrawn, known_at, offence, attempt, reported_at, reported_day,
    occurred_from, occurred_to, latitude, longitude, area_code, content_hash, area_ids)
from stdin (format binary)
