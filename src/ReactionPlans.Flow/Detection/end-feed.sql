-- Says that a source delivers no more from a day on. 0 rows: no such source has ever delivered. Used by EndFeed.
-- @source text; @ended_on date
insert into detection.feed_ended (source, ended_on)
select distinct feed.source, @ended_on::date from detection.feed_day as feed where feed.source = @source
on conflict (source) do update set ended_on = excluded.ended_on;
