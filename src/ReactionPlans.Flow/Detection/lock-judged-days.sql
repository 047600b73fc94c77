-- The last day judged at its end; the row stays locked, so that one judgement of the partnership runs at a time. Used by JudgedDays.
-- @partnership_id text
select through_day from detection.judged where partnership_id = @partnership_id for update;
