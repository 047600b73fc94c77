-- Lets a running plan go on for the agreed time once more. 1 row. Used by PlanEnds, which holds it.
-- @activation_id uuid; @maximum_ends_at instant; @round int
update activation.activation
set maximum_ends_at = @maximum_ends_at, round = @round, end_asked_at = null, end_deadline_at = null
where id = @activation_id;
