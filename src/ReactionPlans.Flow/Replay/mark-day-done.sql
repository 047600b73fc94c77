-- A day has been replayed whole: all its messages and due rows are settled. Used by ReplayRun.
-- @day date; @clock instant
update plumbing.replay set day_done = @day, clock = @clock;
