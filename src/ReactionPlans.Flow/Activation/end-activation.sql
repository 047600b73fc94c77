-- Ends a running plan. 1 row. Used by PlanEnds, which holds it.
-- @activation_id uuid; @ended_on date; @spike_ended_on date or null; @reason text; @now instant
with uncovered as (
    update activation.covered_area set ended_at = @now where activation_id = @activation_id and ended_at is null
)
update activation.activation
set ended_at = @now, ended_on = @ended_on, spike_ended_on = @spike_ended_on, end_reason = @reason
where id = @activation_id;
