-- Counts reports per covered area for each judged day, in the window that ends on it, as known before that day's own instant:
-- the newest revision known by then, unless it withdraws the report. Areas without reports give no row. Used by Judgement.
-- @level text; @codes text[] or null (all); @only_areas int[] or null (all); @days date[]; @known_before instant[] (one a day);
-- @window_days int; @offences text[]; @attempts boolean (whether attempts count)
select area.id as area_id, area.code as area_code, judged.day, count(*)::int as count
from unnest(@days::date[], @known_before::timestamptz[]) as judged (day, known_before)
join intake.report_revision as revision
    on revision.reported_day > judged.day - @window_days and revision.reported_day <= judged.day
    and revision.known_at < judged.known_before
    and not revision.withdrawn
    and revision.offence = any(@offences)
    and (@attempts or not revision.attempt)
join intake.report_area as place on place.report_id = revision.report_id and place.revision = revision.revision
join intake.area as area on area.id = place.area_id
where area.level = @level
    and (@codes::text[] is null or area.code = any(@codes))
    and (@only_areas::int[] is null or area.id = any(@only_areas))
    and not exists (
        select from intake.report_revision as newer
        where newer.report_id = revision.report_id and newer.revision > revision.revision and newer.known_at < judged.known_before)
group by area.id, area.code, judged.day;
