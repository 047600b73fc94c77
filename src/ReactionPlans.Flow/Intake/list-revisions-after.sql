-- The next revisions in order of key, with what places them. Used by ImportAreas.
-- @report_id bigint, @revision int: the last one had; @limit int
select report_id as report, revision as number, latitude, longitude, area_code as code
from intake.report_revision
where (report_id, revision) > (@report_id, @revision)
order by report_id, revision
limit @limit;
