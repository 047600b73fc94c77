-- The reports of an exercise as they stand. Rows: one for each that has not been withdrawn. Used by PlayExercise.
-- @source, @references text (how the exercise's references begin)
select report.source, report.reference, newest.revision, newest.withdrawn, newest.known_at, newest.offence, newest.attempt, newest.reported_at, newest.reported_day,
    newest.occurred_from, newest.occurred_to, newest.latitude, newest.longitude, newest.area_code
from intake.report
cross join lateral (
    select * from intake.report_revision as revision where revision.report_id = report.id order by revision.revision desc limit 1
) as newest
where report.source = @source and starts_with(report.reference, @references) and not newest.withdrawn
order by report.reference;
