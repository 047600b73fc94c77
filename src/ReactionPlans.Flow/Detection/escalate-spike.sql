-- Marks the day on which a spike rose by half; told once. Used by Judgement.
-- @id uuid; @day date
update detection.spike set escalated_on = @day where id = @id and escalated_on is null;
