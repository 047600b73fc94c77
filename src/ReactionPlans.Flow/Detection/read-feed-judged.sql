-- How far the feeds' days are decided (null: nothing is), and whether this is a replay: a replay knows only the days it was given a list of.
-- One row. Used by FeedDays.
select (select through_day from detection.feed_judged) as through_day, exists (select from plumbing.replay) as is_replay;
