-- The reports that can weigh in covered areas' windows, one row for each area and judged day: the same conditions as count-reports, because nothing
-- that happened in a window and is known at its end was reported outside it. What each weighs is Rules/Detection/ReferenceDay. Used by ReportCounts.
-- @level text; @codes text[] or null (all); @only_areas int[] or null (all); @days date[]; @known_before instant[] (one a day);
-- @window_days int; @offences text[]; @attempts boolean (whether attempts count)
select area.id as area_id, area.code as area_code, judged.day, report.reference, revision.reported_day, revision.occurred_from, revision.occurred_to
from unnest(@days::date[], @known_before::timestamptz[]) as judged (day, known_before)
join intake.report_revision as revision
    on revision.reported_day > judged.day - @window_days and revision.reported_day <= judged.day
    and revision.known_at < judged.known_before
    and not revision.withdrawn
    and revision.offence = any(@offences)
    and (@attempts or not revision.attempt)
join intake.report as report on report.id = revision.report_id
join intake.report_area as place on place.report_id = revision.report_id and place.revision = revision.revision
join intake.area as area on area.id = place.area_id
where area.level = @level
    and (@codes::text[] is null or area.code = any(@codes))
    and (@only_areas::int[] is null or area.id = any(@only_areas))
    and not exists (
        select from intake.report_revision as newer
        where newer.report_id = revision.report_id and newer.revision > revision.revision and newer.known_at < judged.known_before);
