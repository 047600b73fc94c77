-- The sources that a person has said deliver no more. Used by FeedDays.
select source, ended_on from detection.feed_ended;
