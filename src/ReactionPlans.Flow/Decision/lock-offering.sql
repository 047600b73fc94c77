-- Lets one make or settle offers at a time, until its transaction ends: two spikes that see each other make one offer, and none joins one that is
-- being settled. Used by OfferJoint and SettleJoint.
select pg_advisory_xact_lock(hashtext('reactionplans offer joint decision'));
