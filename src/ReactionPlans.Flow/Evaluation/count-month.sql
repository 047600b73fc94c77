-- Reports of the agreement's offences in each covered area in a month, by reported day, as known at the month's end: the newest revision of then, unless
-- it withdraws the report. One row for each area, those without a report too. Reads only. Used by MonthReport.
-- @level text; @codes text[] or null (all); @first_day, @after_last date; @known_before instant; @offences text[]; @with_attempts boolean[]
select area.code, area.name, coalesce(counted.reports, 0) as reports
from intake.area as area
left join lateral (
    select count(distinct revision.report_id)::int as reports
    from intake.report_area as place
    join intake.report_revision as revision on revision.report_id = place.report_id and revision.revision = place.revision
    where place.area_id = area.id
        and revision.reported_day >= @first_day and revision.reported_day < @after_last
        and revision.known_at < @known_before
        and not revision.withdrawn
        and exists (
            select from unnest(@offences::text[], @with_attempts::boolean[]) as counts (offence, attempts)
            where counts.offence = revision.offence and (counts.attempts or not revision.attempt))
        and not exists (
            select from intake.report_revision as newer
            where newer.report_id = revision.report_id and newer.revision > revision.revision and newer.known_at < @known_before)) as counted on true
where area.level = @level and (@codes::text[] is null or area.code = any(@codes))
order by area.code collate "C";
