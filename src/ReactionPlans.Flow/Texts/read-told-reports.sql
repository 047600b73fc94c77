-- The reports that set off activations, also those that do not exist yet (read-text-facts.sql), as they were known when each area's spike was found: when they happened and where.
-- Only their pattern goes into texts (RisePattern). Rows: one for each report of each area of each activation. A report counts at most so long after it happened, so a month before the window is far enough.
-- Used by Texts.
-- @activation_ids uuid[]
with told as (
    select activation.id as activation_id, covered.area_id, brought.evidence, brought.opened_at
    from activation.activation
    join activation.covered_area as covered on covered.activation_id = activation.id
    join detection.spike as brought on brought.id = covered.spike_id and brought.criterion_id = activation.criterion_id
    where activation.id = any(@activation_ids::uuid[])
    union all
    select wanted.id, spike.area_id, spike.evidence, spike.opened_at
    from unnest(@activation_ids::uuid[]) as wanted (id)
    join detection.spike on plumbing.stable_id('activation/' || spike.id) = wanted.id
    where not exists (select from activation.activation where activation.id = wanted.id)
)
select told.activation_id, newest.reported_day, newest.occurred_from, newest.occurred_to, newest.latitude, newest.longitude
from told
cross join lateral (
    select distinct on (revision.report_id) revision.reported_day, revision.occurred_from, revision.occurred_to, revision.latitude, revision.longitude
    from intake.report_area as place
    join intake.report_revision as revision on revision.report_id = place.report_id and revision.revision = place.revision
    join intake.report on report.id = revision.report_id
    where place.area_id = told.area_id and revision.known_at <= told.opened_at
        and revision.reported_day between (told.evidence ->> 'from')::date - 31 and (told.evidence ->> 'to')::date
        and told.evidence -> 'references' ? report.reference
    order by revision.report_id, revision.revision desc) as newest;
