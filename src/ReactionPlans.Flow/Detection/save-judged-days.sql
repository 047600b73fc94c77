-- Moves the watermark. Guarded by the lock of lock-judged-days. Used by JudgedDays.
-- @partnership_id text; @through_day date
update detection.judged set through_day = @through_day where partnership_id = @partnership_id;
