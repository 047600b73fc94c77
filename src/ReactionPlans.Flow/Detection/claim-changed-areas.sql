-- Takes the areas that have changed since each partnership last judged them. A burst of changes is taken once.
-- Guarded by the lock of lock-judged-days. Used by JudgeAreas.
-- @partnership_ids text[]
insert into detection.judged_area as judged (partnership_id, area_id, change_number)
select partnership.id, change.area_id, change.change_number
from unnest(@partnership_ids) as partnership (id)
cross join intake.area_change as change
left join detection.judged_area as before on before.partnership_id = partnership.id and before.area_id = change.area_id
where before.change_number is null or before.change_number < change.change_number
on conflict (partnership_id, area_id) do update set change_number = excluded.change_number
returning partnership_id, area_id;
