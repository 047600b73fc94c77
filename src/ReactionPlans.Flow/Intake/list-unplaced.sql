-- Reports, each in its newest revision, that lie in no area although they are not withdrawn: with whether they have coordinates, or which area they name.
-- The same conditions as access.unplaced. Reads only. Used by the unplaced command.
-- @from_day, @to_day date
select report.source, report.reference, revision.reported_day, revision.latitude is not null as has_coordinates, revision.area_code
from intake.report_revision as revision
join intake.report on report.id = revision.report_id
where revision.reported_day between @from_day and @to_day
    and not revision.withdrawn
    and not exists (select from intake.report_area as place where place.report_id = revision.report_id and place.revision = revision.revision)
    and not exists (select from intake.report_revision as newer where newer.report_id = revision.report_id and newer.revision > revision.revision)
order by report.source, revision.reported_day, report.reference;
