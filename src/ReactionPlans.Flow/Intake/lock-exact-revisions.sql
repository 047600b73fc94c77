-- The revisions of a stretch of days whose place is kept too exactly, locked until this transaction ends. Used by CoarsenPlaces.
-- @from, @before date: the last one excluded; @area_ids int[] and @kept_from date[], side by side: areas whose parties keep places longer, and from which reported day
select revision.report_id, revision.revision, revision.withdrawn, revision.offence, revision.attempt, revision.reported_at, revision.reported_day,
    revision.occurred_from, revision.occurred_to, revision.latitude, revision.longitude, revision.area_code
from intake.report_revision as revision
where revision.reported_day >= @from and revision.reported_day < @before and revision.latitude is not null and revision.coarsened_at is null
    and not exists (
        select from intake.report_area as place
        join unnest(@area_ids::int[], @kept_from::date[]) as agreed (area_id, day) on agreed.area_id = place.area_id
        where place.report_id = revision.report_id and place.revision = revision.revision and revision.reported_day >= agreed.day)
order by revision.report_id, revision.revision
for update of revision;
