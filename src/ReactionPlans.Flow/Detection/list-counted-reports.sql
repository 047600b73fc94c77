-- The case numbers that a count consists of, in order: the evidence. The same conditions as count-reports. Used by Judgement.
-- @area_id, @window_days int; @day date; @known_before instant; @offences text[]; @attempts boolean
select report.reference
from intake.report_revision as revision
join intake.report as report on report.id = revision.report_id
join intake.report_area as place on place.report_id = revision.report_id and place.revision = revision.revision
where place.area_id = @area_id
    and revision.reported_day > @day - @window_days and revision.reported_day <= @day
    and revision.known_at < @known_before
    and not revision.withdrawn
    and revision.offence = any(@offences)
    and (@attempts or not revision.attempt)
    and not exists (
        select from intake.report_revision as newer
        where newer.report_id = revision.report_id and newer.revision > revision.revision and newer.known_at < @known_before)
order by report.reference;
