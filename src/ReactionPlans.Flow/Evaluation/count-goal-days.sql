-- Reports of the agreement's offences in its areas on each day of two years, by reported day, newest revisions; a report in several of the areas once. Days without
-- one have no row. Reads only. Used by GoalProgress.
-- @level text; @codes text[] or null (all); @baseline_from, @baseline_end, @from, @before date; @offences text[]; @with_attempts boolean[]
select revision.reported_day as day, count(distinct revision.report_id)::int as reports
from intake.report_revision as revision
where (revision.reported_day >= @baseline_from and revision.reported_day < @baseline_end or revision.reported_day >= @from and revision.reported_day < @before)
    and not revision.withdrawn
    and exists (
        select from unnest(@offences::text[], @with_attempts::boolean[]) as counts (offence, attempts)
        where counts.offence = revision.offence and (counts.attempts or not revision.attempt))
    and exists (
        select from intake.report_area as place
        join intake.area on area.id = place.area_id
        where place.report_id = revision.report_id and place.revision = revision.revision
            and area.level = @level and (@codes::text[] is null or area.code = any(@codes)))
    and not exists (select from intake.report_revision as newer where newer.report_id = revision.report_id and newer.revision > revision.revision)
group by revision.reported_day;
