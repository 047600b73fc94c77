-- Moves the watermark. Guarded by the lock of lock-judged-days. Used by JudgedDays.
-- @partnership_ids text[]; @through_day date
update detection.judged set through_day = @through_day where partnership_id = any(@partnership_ids) and through_day < @through_day;
