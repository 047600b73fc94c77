-- Drops alerts and updates that wait although their activation has ended or their step was taken out of it: planned late, or put back after a passing
-- failure. Rows: how many. An alert after the end would be false. One that its carrier may have is left: it is asked first, for whoever has the alert must hear the end. Used by ReleaseDue.
-- @now instant
update delivery.delivery
set state = 'Skipped', reason = case when activation.ended_at is null then 'corrected' else 'ended' end, settled_at = @now
from activation.activation
where delivery.state = 'Planned' and delivery.kind in ('Letter', 'NeighbourMessage', 'MemberAlert', 'Update') and delivery.reason is distinct from 'no-answer'
    and activation.id = delivery.activation_id
    and (activation.ended_at is not null or exists (
        select from activation.task
        where task.activation_id = delivery.activation_id and task.step_id = delivery.step_id and task.state = 'NotPossible'));
