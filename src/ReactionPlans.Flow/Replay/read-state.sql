-- Where the replay stands; no row: this is no replay's database. Used by ReplayState.
select name, prepared, finished, clock, day_done from plumbing.replay;
