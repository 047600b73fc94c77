-- What days said about a group's feeds, the oldest first. Reads only. Used by FeedHealth.
-- @area_group text; @from_day date
select source, day, reports, verdict, silent_since
from detection.feed_day
where area_group = @area_group and day >= @from_day
order by source, day;
