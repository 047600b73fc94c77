-- Marks the database as this replay's. Used by ReplayState, as owner.
-- @name text; @clock instant
insert into plumbing.replay (name, clock, prepared, finished) values (@name, @clock, false, false);
