-- Ends a partnership's exercise. Rows: the one that ran, if any. Used by AskForExercise.
-- @partnership_id, @ended_by text; @now instant
update exercises.exercise
set ended_by = @ended_by, ended_at = @now
where partnership_id = @partnership_id and ended_at is null
returning id;
