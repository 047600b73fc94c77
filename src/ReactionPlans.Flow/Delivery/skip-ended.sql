-- Drops alerts that wait although their activation has ended: planned late, or put back after a passing failure. Rows: how many.
-- An alert after the end would be false. Used by ReleaseDue.
-- @now instant
update delivery.delivery
set state = 'Skipped', reason = 'ended', settled_at = @now
from activation.activation
where delivery.state = 'Planned' and delivery.kind in ('Letter', 'NeighbourMessage', 'MemberAlert')
    and activation.id = delivery.activation_id and activation.ended_at is not null;
