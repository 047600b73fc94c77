-- Begins the watermark of partnerships that have none: the first time they are judged. Used by JudgedDays.
-- @partnership_ids text[]; @through_day date
insert into detection.judged (partnership_id, through_day)
select partnership_id, @through_day from unnest(@partnership_ids) as partnership_id order by partnership_id
on conflict do nothing;
