-- Tells how far a rehearsal is. 0 rows: it is called off, or another host's by now. Used by RehearsalBook.
-- @id, @claim uuid; @share double precision; @now instant
update agreements.rehearsal set share = @share, heard_at = @now where id = @id and claim = @claim;
