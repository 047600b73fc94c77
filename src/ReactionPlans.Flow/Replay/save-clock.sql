-- Stores where the virtual clock stands. Used by Clockwork.
-- @clock instant
update plumbing.replay set clock = @clock;
