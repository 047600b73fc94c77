-- Closes an offer; nobody is left in one that came to nothing. 1 row. Used by SettleJoint, which holds it.
-- @joint_id uuid; @outcome text; @now instant
with freed as (
    update decision.joint_member set left_at = @now where joint_id = @joint_id and left_at is null and @outcome = 'Dissolved'
)
update decision.joint set settled_at = @now, outcome = @outcome where id = @joint_id;
