-- Begins the watermark on the day before anything was received, at most a year back. 0 rows: it has begun. Used by FeedDays.
-- @earliest_day date
insert into detection.feed_judged (through_day)
select greatest(min((received_at at time zone 'Europe/Copenhagen')::date) - 1, @earliest_day::date)
from intake.report_revision
on conflict do nothing;
