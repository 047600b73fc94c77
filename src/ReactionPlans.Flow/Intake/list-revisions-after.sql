-- The next revisions in order of key, with what places them; of those whose place was made coarse, the areas they were found to lie in before. Used by ImportAreas.
-- @report_id bigint, @revision int: the last one had; @limit int
select report_id as report, revision as number, latitude, longitude, area_code as code,
    case when coarsened_at is not null then array(
        select place.area_id from intake.report_area as place
        where place.report_id = report_revision.report_id and place.revision = report_revision.revision) else '{}' end as known_area_ids
from intake.report_revision
where (report_id, revision) > (@report_id, @revision)
order by report_id, revision
limit @limit;
