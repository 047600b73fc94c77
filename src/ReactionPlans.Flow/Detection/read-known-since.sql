-- The first day by which anything was reported that is known by then; null: nothing is known. Counts before it are not zero, they are not known.
-- Used by KnownLog.
-- @known_before instant
select min(revision.reported_day) from intake.report_revision as revision where revision.known_at < @known_before;
