-- The next reports in order of id, each in its newest revision known before an instant; withdrawn ones too, so that the last row tells how far one got.
-- Used by CountsAsKnown.
-- @report_id bigint: the last one had; @known_before instant; @limit int
select distinct on (report_id) report_id as report, withdrawn, offence, attempt, reported_day, latitude, longitude, area_code as code
from intake.report_revision
where report_id > @report_id and known_at < @known_before
order by report_id, revision desc
limit @limit;
