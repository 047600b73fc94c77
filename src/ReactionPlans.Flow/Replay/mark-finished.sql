-- The replay is over. Used by ReplayRun.
update plumbing.replay set finished = true;
