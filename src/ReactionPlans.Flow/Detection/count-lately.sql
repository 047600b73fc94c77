-- Reports of each area and reported day, by any revision and whatever became of them: never fewer than count. Used by CalmAgreements.
-- @from_day, @through_day date
select place.area_id, revision.reported_day as day, count(distinct revision.report_id)::int as reports
from intake.report_revision as revision
join intake.report_area as place on place.report_id = revision.report_id and place.revision = revision.revision
where revision.reported_day >= @from_day and revision.reported_day <= @through_day
group by place.area_id, revision.reported_day;
