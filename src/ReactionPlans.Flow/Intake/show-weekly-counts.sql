-- Reports as known now in each area, by week back from a day: 0 is the seven days that end on it, 7 the eighth week back.
-- A report counts in its newest revision, unless that one withdraws it. Weeks without a report have no row. Reads only.
-- Used by the console's overview. Places are looked up report by report ("offset 0"): the planner would read those of all years.
-- @level text; @codes text[] (null: every area); @offences text[] and @with_attempts boolean[], side by side; @day date; @now instant
select area.id as area_id, (@day::date - newest.reported_day) / 7 as weeks_ago, count(*)::int as reports
from intake.report_revision as newest
cross join lateral (
    select report_area.area_id from intake.report_area where report_area.report_id = newest.report_id and report_area.revision = newest.revision offset 0) as place
join intake.area on area.id = place.area_id
where newest.reported_day > @day::date - 56
  and newest.reported_day <= @day::date
  and newest.known_at <= @now::timestamptz
  and not newest.withdrawn
  and not exists (
      select from intake.report_revision as newer
      where newer.report_id = newest.report_id and newer.revision > newest.revision and newer.known_at <= @now::timestamptz)
  and exists (
      select from unnest(@offences::text[], @with_attempts::boolean[]) as agreed (offence, with_attempts)
      where agreed.offence = newest.offence and (agreed.with_attempts or not newest.attempt))
  and area.level = @level
  and (@codes::text[] is null or area.code = any(@codes::text[]))
group by area.id, weeks_ago;
