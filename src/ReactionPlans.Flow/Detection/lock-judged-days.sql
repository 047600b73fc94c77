-- The last day judged at its end of each partnership; the rows stay locked, in the same order for everybody, so that one judgement of a partnership runs at a time.
-- Used by JudgedDays.
-- @partnership_ids text[]
select partnership_id, through_day from detection.judged where partnership_id = any(@partnership_ids) order by partnership_id for update;
