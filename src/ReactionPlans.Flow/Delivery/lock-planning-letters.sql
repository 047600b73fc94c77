-- Lets one plan letters at a time, until its transaction ends: of two plans for the same resident the later sees the letter of the earlier, and keeps
-- to the agreed number. Used by PlanLetters and PersonBook.
select pg_advisory_xact_lock(hashtext('reactionplans plan letters'));
