-- The oldest reported day before a day with a report whose place is kept too exactly. One row; null: there is none. Used by CoarsenPlaces.
-- @before date; @area_ids int[] and @kept_from date[], side by side: areas whose parties keep places longer, and from which reported day
select min(revision.reported_day)
from intake.report_revision as revision
where revision.reported_day < @before and revision.latitude is not null and revision.coarsened_at is null
    and not exists (
        select from intake.report_area as place
        join unnest(@area_ids::int[], @kept_from::date[]) as agreed (area_id, day) on agreed.area_id = place.area_id
        where place.report_id = revision.report_id and place.revision = revision.revision and revision.reported_day >= agreed.day);
