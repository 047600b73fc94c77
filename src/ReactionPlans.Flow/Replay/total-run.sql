-- The run's totals, counted from what is stored. Used by Summary.
select
    (select count(*) from intake.report_revision)::int as accepted,
    (select count(*) from intake.report_revision where withdrawn)::int as withdrawn,
    (select count(*) from intake.report_revision as revision
        where not exists (select from intake.report_area as place where place.report_id = revision.report_id and place.revision = revision.revision))::int as unplaced,
    (select count(*) from intake.rejected_row)::int as rejected,
    (select count(*) from detection.spike)::int as spikes,
    (select count(*) from reactions.local_post as post join activation.task using (activation_id, step_id) where task.reaction = 'LocalPost')::int as local_posts,
    (select count(*) from reactions.station_visit)::int as visits_planned,
    (select count(*) from reactions.station_visit where state = 'Scheduled')::int as visits_scheduled,
    (select count(*) from reactions.station_visit where state = 'Unplaced')::int as visits_unplaced,
    (select count(*) from delivery.delivery where kind = 'Notice' and state = 'Accepted')::int as notices,
    (select count(*) from delivery.delivery where kind = 'AllClear' and state = 'Accepted')::int as all_clears;
