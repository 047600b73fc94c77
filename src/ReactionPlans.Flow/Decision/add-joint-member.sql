-- Takes a question into an offer. 0 rows: it was in this one before, and left it. Used by OfferJoint.
-- @joint_id, @spike_id uuid; @partnership_id text; @area_id int
insert into decision.joint_member (joint_id, spike_id, partnership_id, area_id)
values (@joint_id, @spike_id, @partnership_id, @area_id)
on conflict do nothing;
