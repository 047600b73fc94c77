-- Notes that the parties are told that a version's review is overdue. 1 row: now. 0 rows: they have been told.
-- Guarded by unique (partnership_id, version). Used by AskForReview.
-- @id uuid; @partnership_id text; @version int; @review_by date; @now instant
insert into agreements.review_notice (id, partnership_id, version, review_by, told_at)
values (@id, @partnership_id, @version, @review_by, @now)
on conflict do nothing;
