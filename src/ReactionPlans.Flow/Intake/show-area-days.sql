-- An area's reports as known now, by reported day. A report counts in its newest revision, unless that one withdraws it, where it lies then. Days without a report
-- have no row. Reads only. Used by the console's page of an area.
-- @area_id int; @offences text[] and @with_attempts boolean[], side by side; @first, @last date; @now instant
with placed as materialized (
    select place.report_id, place.revision from intake.report_area as place where place.area_id = @area_id
)
select revision.reported_day as day, count(*)::int as reports
from placed
cross join lateral (
    select newer.revision from intake.report_revision as newer
    where newer.report_id = placed.report_id and newer.known_at <= @now::timestamptz
    order by newer.revision desc
    limit 1) as newest
cross join lateral (
    -- One by one by its key: an index over the days would bring every area's reports of those years.
    select told.reported_day, told.withdrawn, told.offence, told.attempt
    from intake.report_revision as told
    where told.report_id = placed.report_id and told.revision = placed.revision
    offset 0) as revision
where newest.revision = placed.revision
  and not revision.withdrawn
  and revision.reported_day >= @first and revision.reported_day <= @last
  and exists (
      select from unnest(@offences::text[], @with_attempts::boolean[]) as agreed (offence, with_attempts)
      where agreed.offence = revision.offence and (agreed.with_attempts or not revision.attempt))
group by revision.reported_day
order by revision.reported_day;
