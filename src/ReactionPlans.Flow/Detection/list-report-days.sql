-- The days with a report that a group's feeds have had, as decided then, so far back that a rhythm can be learned; but none of a source
-- with an explicit list of days, which is not judged by a rhythm. Used by FeedDays.
-- @area_group text; @from_day date
select feed.source, feed.day
from detection.feed_day as feed
where feed.area_group = @area_group and feed.reports > 0 and feed.day >= @from_day
    and not exists (select from intake.report_day as listed where listed.source = feed.source);
