-- The same reports as Intake/show-area-days.sql, one by one with their case numbers: for those who may see reports, and nobody else. Reads only.
-- Used by the console's page of an area.
-- @area_id int; @offences text[] and @with_attempts boolean[], side by side; @first, @last date; @now instant
with placed as materialized (
    select place.report_id, place.revision from intake.report_area as place where place.area_id = @area_id
)
select report.reference, revision.reported_day, revision.occurred_from, revision.occurred_to, revision.offence, revision.attempt
from placed
cross join lateral (
    select newer.revision from intake.report_revision as newer
    where newer.report_id = placed.report_id and newer.known_at <= @now::timestamptz
    order by newer.revision desc
    limit 1) as newest
cross join lateral (
    -- One by one by its key: an index over the days would bring every area's reports of those years.
    select told.reported_day, told.withdrawn, told.offence, told.attempt, told.occurred_from, told.occurred_to
    from intake.report_revision as told
    where told.report_id = placed.report_id and told.revision = placed.revision
    offset 0) as revision
cross join lateral (select named.reference from intake.report as named where named.id = placed.report_id offset 0) as report
where newest.revision = placed.revision
  and not revision.withdrawn
  and revision.reported_day >= @first and revision.reported_day <= @last
  and exists (
      select from unnest(@offences::text[], @with_attempts::boolean[]) as agreed (offence, with_attempts)
      where agreed.offence = revision.offence and (agreed.with_attempts or not revision.attempt))
order by revision.reported_day, report.reference;
