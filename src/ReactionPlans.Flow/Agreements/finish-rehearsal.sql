-- Stores what came of a rehearsal. 0 rows: it is called off, or another host's by now. Used by RehearsalBook.
-- @id, @claim uuid; @state text; @violations, @findings int; @outcome jsonb; @problem text; @now instant
update agreements.rehearsal
set state = @state, claim = null, share = 1, violations = @violations, findings = @findings, outcome = @outcome::jsonb, problem = @problem, finished_at = @now
where id = @id and claim = @claim;
