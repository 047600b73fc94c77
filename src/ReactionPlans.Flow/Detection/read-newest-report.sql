-- When the newest report became known, by then, of the sources that had delivered one in an area; null: none in the quarter before. Used by SpikeEvidence.
-- @area_id int; @known_before instant
select max(revision.known_at)
from intake.report_revision as revision
join intake.report as report on report.id = revision.report_id
where revision.known_at < @known_before and revision.known_at >= @known_before::timestamptz - interval '92 days'
    and report.source in (
        select feeding.source
        from intake.report_area as place
        join intake.report as feeding on feeding.id = place.report_id
        join intake.report_revision as fed on fed.report_id = place.report_id and fed.revision = place.revision
        where place.area_id = @area_id and fed.known_at < @known_before);
