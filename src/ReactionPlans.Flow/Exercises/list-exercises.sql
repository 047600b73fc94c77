-- A partnership's exercises, the newest first. Rows: one for each. Used by AskForExercise.
-- @partnership_id text
select area.code as area_code, area.name as area_name, exercise.criterion_id, exercise.started_by, exercise.started_at, exercise.ended_by, exercise.ended_at
from exercises.exercise
join intake.area on area.id = exercise.area_id
where exercise.partnership_id = @partnership_id
order by exercise.started_at desc;
