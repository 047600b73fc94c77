-- Makes an offer. 1 row. Used by OfferJoint.
-- @joint_id uuid; @now instant
insert into decision.joint (id, offered_at) values (@joint_id, @now);
