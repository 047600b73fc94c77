-- Areas, agreement and recipients are in. Used by ReplayRun.
update plumbing.replay set prepared = true;
