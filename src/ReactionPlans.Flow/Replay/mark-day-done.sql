-- A day has been replayed whole: all its messages and due rows are settled. Used by ReplayRun.
-- @day date
update plumbing.replay set day_done = @day;
