-- What is known of the reports that can matter to a judgement: every revision known by then of each report with a revision in the covered areas and the days looked at,
-- with the covered areas it lies in. Revisions that move a report out of the days, or out of the areas, are among them: they take its place.
-- The same revisions whatever rule asks. Used by KnownLog.
-- @area_ids int[]: the covered areas; @only_areas int[]: those of them in which a report must have lain;
-- @first_day, @last_day date; @known_before instant
with looked_at as materialized (
    select distinct revision.report_id
    from intake.report_area as place
    join intake.report_revision as revision on revision.report_id = place.report_id and revision.revision = place.revision
    where place.area_id = any(@only_areas)
        and revision.reported_day >= @first_day and revision.reported_day <= @last_day
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
