-- Ends a running activation because a person has stopped it. 1 row. Used by StopActivation, which holds it.
-- @activation_id uuid; @stopped_by, @reason text; @today date; @now instant
with uncovered as (
    update activation.covered_area set ended_at = @now where activation_id = @activation_id and ended_at is null
)
update activation.activation
set ended_at = @now, ended_on = @today, end_reason = 'stopped', stopped_by = @stopped_by, stop_reason = @reason
where id = @activation_id;
