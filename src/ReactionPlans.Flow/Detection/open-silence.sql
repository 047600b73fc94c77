-- Opens a silence, to be told once. 0 rows: it was opened before. Guarded by the primary key (stable ids) and by
-- one_silence_at_a_time. Used by FeedDays.
-- @id uuid; @partnership_id text; @agreement_version int; @source text; @since date; @rhythm text
insert into detection.feed_silence (id, partnership_id, agreement_version, source, since, rhythm)
values (@id, @partnership_id, @agreement_version, @source, @since, @rhythm)
on conflict do nothing;
