-- Ends a silence. 0 rows: it has ended. Used by FeedDays.
-- @id uuid; @over_on date
update detection.feed_silence set over_on = @over_on where id = @id and over_on is null;
