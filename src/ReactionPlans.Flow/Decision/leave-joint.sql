-- Takes questions out of an offer. Used by SettleJoint, which holds the offer.
-- @joint_id uuid; @spike_ids uuid[]; @now instant
update decision.joint_member set left_at = @now where joint_id = @joint_id and spike_id = any(@spike_ids) and left_at is null;
