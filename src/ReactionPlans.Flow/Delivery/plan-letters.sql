-- Plans the letters of an activation: for each Letter step one row for every resident of its areas, once, in one statement.
-- Rows: one for each Letter step, with how many of its letters wait to be sent. Guarded by the primary key (stable ids): a second run adds nothing.
-- Digital Post where the resident has it and the agreement uses it, else paper where agreed, else skipped with the reason. Used by PlanLetters.
-- @activation_id uuid; @digital_post, @print bool; @now instant
with step as (
    select activation.id, activation.partnership_id, activation.fired_month, task.step_id, task.template, task.starts_at
    from activation.task
    join activation.activation on activation.id = task.activation_id
    where activation.id = @activation_id and activation.ended_at is null and task.reaction = 'Letter' and task.template is not null
), addressed as (
    select step.*, resident.id as resident_id, resident.language,
        case when resident.digital_post and @digital_post::bool then 'digital-post' when @print::bool then 'print' else 'none' end as channel
    from step
    join reactions.resident on resident.id in (
        select home.resident_id
        from activation.covered_area as covered
        join reactions.resident_area as home on home.area_id = covered.area_id
        where covered.activation_id = @activation_id)
), planned as (
    insert into delivery.delivery (fired_month, id, activation_id, partnership_id, step_id, kind, recipient_kind, recipient_id, channel, template, language,
        state, not_before, daytime_only, settled_at, reason)
    select fired_month, plumbing.stable_id(id || '/' || step_id || '/Resident/' || resident_id), id, partnership_id, step_id, 'Letter', 'Resident', resident_id::text,
        channel, template, language,
        case channel when 'none' then 'Skipped' else 'Planned' end, starts_at, true,
        case channel when 'none' then @now::timestamptz end, case channel when 'none' then 'no-channel' end
    from addressed
    on conflict do nothing
    returning step_id, state
)
select step.step_id, (count(*) filter (where planned.state = 'Planned'))::int as waiting
from step
left join planned on planned.step_id = step.step_id
group by step.step_id
order by step.step_id;
