-- What has happened to a partnership's spikes and plans since an instant, the latest first, without what the person did who asks. Reads only. Used by the console's overview.
-- @partnership_id, @person_id text; @since instant; @most int
with changed (at, what, subject, areas, detail, person_id) as (
    select spike.opened_at, 'spike-found', spike.id, area.code || ' ' || area.name, spike.level, null
    from detection.spike
    join intake.area on area.id = spike.area_id
    where spike.partnership_id = @partnership_id and spike.opened_at > @since and not spike.evidence ? 'season'
    union all
    select answer.answered_at, 'spike-answered', answer.spike_id, area.code || ' ' || area.name, answer.action, answer.person_id
    from decision.answer
    join detection.spike on spike.id = answer.spike_id
    join intake.area on area.id = spike.area_id
    where answer.partnership_id = @partnership_id and answer.answered_at > @since
    union all
    select plan.started_at, 'plan-started', plan.id, null, null, null
    from activation.activation as plan
    where plan.partnership_id = @partnership_id and plan.started_at > @since
    union all
    select plan.ended_at, 'plan-ended', plan.id, null, plan.end_reason, plan.stopped_by
    from activation.activation as plan
    where plan.partnership_id = @partnership_id and plan.ended_at > @since
    union all
    select correction.corrected_at, 'plan-corrected', correction.activation_id, null, null, correction.person_id
    from activation.correction
    where correction.partnership_id = @partnership_id and correction.corrected_at > @since
    union all
    select task.settled_at, case task.state when 'Done' then 'step-done' else 'step-not-possible' end, task.activation_id, null, task.step_id, task.settled_by
    from activation.task
    where task.partnership_id = @partnership_id and task.settled_at > @since and task.state in ('Done', 'NotPossible')
)
select changed.at, changed.what, changed.subject, changed.detail, changed.person_id,
       coalesce(changed.areas, (
           select string_agg(place.code || ' ' || place.name, ', ' order by place.code collate "C")
           from activation.covered_area as covered
           join intake.area as place on place.id = covered.area_id
           where covered.activation_id = changed.subject)) as areas,
       task.reaction, task.task_name
from changed
left join activation.task on task.activation_id = changed.subject and task.step_id = changed.detail
where changed.person_id is distinct from @person_id
order by changed.at desc, changed.what, changed.subject
limit @most;
