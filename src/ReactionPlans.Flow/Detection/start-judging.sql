-- Begins a partnership's watermark, the first time it is judged. 0 rows: it has begun. Used by JudgedDays.
-- @partnership_id text; @through_day date
insert into detection.judged (partnership_id, through_day) values (@partnership_id, @through_day)
on conflict do nothing;
