-- Waits until nobody is bringing rows under a data key, and lets nobody begin until its transaction ends: what no row carries now, none will. Used by ExtractKeys and RotateKeys.
select pg_advisory_xact_lock(hashtext('reactionplans data keys'));
