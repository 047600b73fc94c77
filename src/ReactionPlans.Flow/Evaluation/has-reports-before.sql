-- Whether anything was reported before a day, as far as the reader sees: else a year may only look quiet. Reads only. Used by GoalProgress.
-- @day date
select exists (select from intake.report_revision where reported_day < @day);
