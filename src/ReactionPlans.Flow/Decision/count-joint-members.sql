-- How many questions an offer has been made for. One row. Used by OfferJoint.
-- @joint_id uuid
select count(*)::int from decision.joint_member where joint_id = @joint_id;
