-- Areas that have changed since some partnership last judged them, and when the first of them changed for the last time. One row. Reads only. Used by Figures.
select count(*)::int as areas, min(change.changed_at) as oldest_at
from intake.area_change as change
where exists (
    select from detection.judged as partnership
    left join detection.judged_area as judged on judged.partnership_id = partnership.partnership_id and judged.area_id = change.area_id
    where judged.change_number is null or judged.change_number < change.change_number);
