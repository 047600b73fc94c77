-- Writes down what days said about feeds, once: rows are never changed. Rows: the new ones. Used by FeedDays, under Detection/lock-feed-days.sql.
-- @area_groups, @sources text[]; @days date[]; @reports int[]; @verdicts text[]; @silent_since date[]; @chances double precision[]
insert into detection.feed_day (area_group, source, day, reports, verdict, silent_since, chance)
select * from unnest(@area_groups::text[], @sources::text[], @days::date[], @reports::int[], @verdicts::text[], @silent_since::date[], @chances::float8[])
on conflict do nothing;
