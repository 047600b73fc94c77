-- Where the reports of an activation's areas of the last days before a firing lie, in their newest revision known now. Rows: one for each placed report.
-- They weigh the choice of a site and go into no text. Used by StationFacts.
-- @activation_id uuid; @after_day, @fired_on date (days after the first, through the second); @now instant
select newest.latitude, newest.longitude
from (
    select distinct on (revision.report_id) revision.latitude, revision.longitude, revision.withdrawn
    from intake.report_area
    join intake.report_revision as revision on revision.report_id = report_area.report_id and revision.revision = report_area.revision
    where report_area.area_id in (select covered.area_id from activation.covered_area as covered where covered.activation_id = @activation_id)
        and revision.reported_day > @after_day and revision.reported_day <= @fired_on and revision.known_at <= @now
    order by revision.report_id, revision.revision desc) as newest
where newest.latitude is not null and newest.longitude is not null and not newest.withdrawn
order by newest.latitude, newest.longitude;
