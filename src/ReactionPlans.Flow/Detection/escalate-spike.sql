-- Marks the day on which a spike rose by half. 1 row: now, and it is told. 0 rows: it had been. Used by Judgement.
-- @id uuid; @day date
update detection.spike set escalated_on = @day where id = @id and escalated_on is null;
