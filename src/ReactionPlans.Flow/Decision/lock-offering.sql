-- Lets one look for neighbours at a time, until its transaction ends: two spikes that see each other make one offer. Used by OfferJoint.
select pg_advisory_xact_lock(hashtext('reactionplans offer joint decision'));
