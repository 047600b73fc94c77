-- Starts an exercise. 0 rows: the partnership holds one already (one_exercise_of_a_partnership), or the database is not an exercise's. Used by AskForExercise.
-- @id uuid; @partnership_id, @area_level, @area_code, @criterion_id, @started_by text; @now instant
insert into exercises.exercise (id, partnership_id, area_id, criterion_id, started_by, started_at)
select @id, @partnership_id, area.id, @criterion_id, @started_by, @now
from intake.area
where area.level = @area_level and area.code = @area_code and exists (select from plumbing.purpose where is_exercise)
on conflict do nothing;
