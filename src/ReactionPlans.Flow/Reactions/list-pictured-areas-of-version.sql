-- The areas of one version of an agreement, with the one that a plan would be about marked, to be drawn on one picture. Rows: one for each area. Used by ReadAreaPicture.
-- @partnership_id text; @version int; @area_code text
select area.code, area.name, area.geometry, area.code = @area_code as is_meant
from agreements.version
join intake.area on area.level = version.area_level and (version.area_codes = '{*}' or area.code = any(version.area_codes))
where version.partnership_id = @partnership_id and version.version = @version
order by area.code collate "C";
