-- Every area with its polygon, to find points in. Used by AreaMap.
select id, level, code, geometry
from intake.area
order by id;
