-- An exercise: whose, where and on what. 1 row. Used by PlayExercise.
-- @exercise_id uuid
select exercise.partnership_id, area.code as area_code, exercise.criterion_id, exercise.ended_at is not null as is_over
from exercises.exercise
join intake.area on area.id = exercise.area_id
where exercise.id = @exercise_id;
