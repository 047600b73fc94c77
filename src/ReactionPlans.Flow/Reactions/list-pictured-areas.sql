-- The areas of a plan's agreement, with those that the plan is about marked, to be drawn on one picture. Rows: one for each area. Used by ReadAreaPicture.
-- @partnership_id text; @activation_id uuid
select area.code, area.name, area.geometry,
       exists (select from activation.covered_area as covered where covered.activation_id = plan.id and covered.area_id = area.id) as is_meant
from activation.activation as plan
join agreements.version on version.partnership_id = plan.partnership_id and version.version = plan.agreement_version
join intake.area on area.level = version.area_level
    and (version.area_codes = '{*}' or area.code = any(version.area_codes)
         or exists (select from activation.covered_area as covered where covered.activation_id = plan.id and covered.area_id = area.id))
where plan.id = @activation_id and plan.partnership_id = @partnership_id
order by area.code collate "C";
