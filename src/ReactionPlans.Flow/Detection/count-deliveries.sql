-- How many reports came in on each day, new or in a new revision, by source: all of them, or those that lie (or lay) in covered areas.
-- A day counts what was received on it, and what is known since it although it was received later: a host that stood still has
-- missed the first and not the second. Days without a report give no row; a source with an explicit list of days gives none at all.
-- Used by FeedDays and FeedHealth. A report's places are looked up by its key ("offset 0"): the planner would read those of all years.
-- @after_day, @through_day date; @received_from, @received_before instant: the same stretch;
-- @level text or null (everything); @codes text[] or null (every area of the level)
select report.source, delivered.day, count(distinct report.id)::int as reports
from intake.report_revision as revision
join intake.report as report on report.id = revision.report_id
cross join lateral (values
    ((revision.received_at at time zone 'Europe/Copenhagen')::date),
    ((revision.known_at at time zone 'Europe/Copenhagen')::date)) as delivered (day)
where ((revision.received_at >= @received_from and revision.received_at < @received_before)
        or (revision.known_at >= @received_from and revision.known_at < @received_before))
    and delivered.day > @after_day and delivered.day <= @through_day
    and (@level::text is null or exists (
        select from intake.report_area as place
        join intake.area as area on area.id = place.area_id
        where place.report_id = revision.report_id and area.level = @level and (@codes::text[] is null or area.code = any(@codes)) offset 0))
    and not exists (select from intake.report_day as listed where listed.source = report.source)
group by report.source, delivered.day;
