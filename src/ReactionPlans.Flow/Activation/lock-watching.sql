-- Lets one watcher look at a time, until its transaction ends. Used by WatchActivations.
select pg_advisory_xact_lock(hashtext('reactionplans watch activations'));
