-- One reckoning at a time; another waits, then finds the work done. Used by WeighEffects.
select pg_advisory_xact_lock(hashtext('weigh-effects'));
