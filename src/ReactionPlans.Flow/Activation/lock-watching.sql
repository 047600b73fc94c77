-- Lets one watcher look at a time, until its transaction ends; whoever starts a plan waits too. Used by WatchActivations and StartActivation.
select pg_advisory_xact_lock(hashtext('reactionplans watch activations'));
