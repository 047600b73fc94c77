-- Takes the areas that have changed since this partnership last judged them: their ids. A burst of changes is taken once.
-- Guarded by the lock of lock-judged-days. Used by JudgeAreas.
-- @partnership_id text
insert into detection.judged_area as judged (partnership_id, area_id, change_number)
select @partnership_id, change.area_id, change.change_number
from intake.area_change as change
left join detection.judged_area as before on before.partnership_id = @partnership_id and before.area_id = change.area_id
where before.change_number is null or before.change_number < change.change_number
on conflict (partnership_id, area_id) do update set change_number = excluded.change_number
returning area_id;
