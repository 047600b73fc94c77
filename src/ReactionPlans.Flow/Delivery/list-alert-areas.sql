-- The areas of plans, as they are drawn today, for public alerts. Reads only. Used by ReadAlerts.
-- @activation_ids uuid[]
select covered.activation_id, area.level, area.code, area.name, area.geometry
from activation.covered_area as covered
join intake.area as area on area.id = covered.area_id
where covered.activation_id = any(@activation_ids::uuid[])
order by covered.activation_id, area.code collate "C";
