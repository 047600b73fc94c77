-- Ends a spike. 0 rows: it has ended before. Used by Judgement.
-- @id uuid; @ended_on date; @end_reason text (fallen, withdrawn, one-of-many, rule-changed, district-wide, season-over)
update detection.spike set ended_on = @ended_on, end_reason = @end_reason where id = @id and ended_on is null;
