-- The same revisions as Detection/list-known-revisions.sql, for rules that look back over years: found by area, since nearly every report of the areas lies in the days. There they
-- are found by day, since few do. Used by KnownLog.
-- @area_ids int[]: the covered areas; @only_areas int[]: those of them in which a report must have lain;
-- @first_day, @last_day date; @known_before instant
with placed as materialized (
    select place.report_id, place.revision from intake.report_area as place where place.area_id = any(@only_areas)
), looked_at as materialized (
    select distinct placed.report_id
    from placed
    cross join lateral (
        -- One by one by its key: an index over the days would bring every area's reports of those years.
        select revision.reported_day, revision.known_at
        from intake.report_revision as revision
        where revision.report_id = placed.report_id and revision.revision = placed.revision
        offset 0) as revision
    where revision.reported_day >= @first_day and revision.reported_day <= @last_day
        and revision.known_at < @known_before
)
select report.source, report.reference, revision.revision, revision.withdrawn, revision.known_at, revision.offence, revision.attempt, revision.reported_day,
    revision.occurred_from, revision.occurred_to, revision.latitude, revision.longitude,
    array(
        select place.area_id
        from intake.report_area as place
        where place.report_id = revision.report_id and place.revision = revision.revision and place.area_id = any(@area_ids)
    ) as area_ids
from looked_at
join intake.report as report on report.id = looked_at.report_id
join intake.report_revision as revision on revision.report_id = looked_at.report_id
where revision.known_at < @known_before;
