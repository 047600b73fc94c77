-- Notes that the others have been told that a partnership has approved. Used by SettleJoint, which holds the offer.
-- @joint_id uuid; @partnership_id text; @now instant
update decision.joint_member set approval_told_at = @now where joint_id = @joint_id and partnership_id = @partnership_id and left_at is null;
