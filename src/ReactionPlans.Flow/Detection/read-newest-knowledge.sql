-- The newest instant from which anything that has come in counts as known; null: nothing counts later than @known_after. Used by DayLog.
-- A report counts from the moment its source gives it, which may lie a little after this program's own clock, or after the start of the work that judges it.
-- @known_after instant
select max(known_at) from intake.report_revision where known_at > @known_after;
