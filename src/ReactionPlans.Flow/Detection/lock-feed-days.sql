-- The last day decided; the row stays locked, so that each day is decided once. Used by FeedDays.
select through_day from detection.feed_judged for update;
