-- Mean count of a window of this length over the 364 days before it, as known then; null when the oldest report is younger.
-- By the reported day whatever a criterion counts by: over a year each report weighs one.
-- Shown beside the count ("der plejer at være ..."), never judged by. Used by Judgement.
-- @area_id, @window_days int; @day date; @known_before instant; @offences text[]; @attempts boolean
select case when (select min(oldest.reported_day) from intake.report_revision as oldest) <= @day - @window_days - 364
    then count(*) * @window_days / 364.0::double precision end
from intake.report_revision as revision
join intake.report_area as place on place.report_id = revision.report_id and place.revision = revision.revision
where place.area_id = @area_id
    and revision.reported_day > @day - @window_days - 364 and revision.reported_day <= @day - @window_days
    and revision.known_at < @known_before
    and not revision.withdrawn
    and revision.offence = any(@offences)
    and (@attempts or not revision.attempt)
    and not exists (
        select from intake.report_revision as newer
        where newer.report_id = revision.report_id and newer.revision > revision.revision and newer.known_at < @known_before);
