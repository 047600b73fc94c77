-- Moves the watermark. Guarded by the lock of lock-feed-days. Used by FeedDays.
-- @through_day date
update detection.feed_judged set through_day = @through_day;
