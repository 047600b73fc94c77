-- The silences of a partnership's sources that last. Used by FeedDays.
-- @partnership_id text
select id, source, since from detection.feed_silence where partnership_id = @partnership_id and over_on is null;
