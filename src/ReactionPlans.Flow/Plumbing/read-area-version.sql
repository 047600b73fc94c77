-- Tells whether any area was added or redrawn since the last look: each change raises its area's number, so the sum only grows. 1 row. Used by AreaMap.
select count(*) as areas, coalesce(sum(shape_number), 0)::bigint as changes
from intake.area;
