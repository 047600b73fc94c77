-- Plans the letters of some steps of an activation: for each Letter step among them whose gate is not shut, and that is not taken out, one row for every resident of its areas, once, in one statement.
-- Rows: one for each Letter step, with how many of its letters wait to be sent. Guarded by the primary key (stable ids): a second run adds nothing.
-- Digital Post where the resident has it and the agreement uses it, else paper where agreed, else NemSMS where agreed and the resident has signed up, else skipped with the reason. Skipped too: a letter
-- beyond the agreed number to one resident, whichever activation, of whichever partnership, the others are of; and, where one letter for each household is agreed, everybody else in it. Under Delivery/lock-planning-letters.sql.
-- Used by PlanLetters.
-- @activation_id uuid; @step_ids text[]; @digital_post, @print, @nem_sms, @per_household, @at_night bool; @budget_letters, @budget_days int or null (no limit); @now instant
with own as (
    select activation.id, activation.partnership_id, activation.fired_month, task.step_id, task.template, time.starts_at,
        time.starts_at - make_interval(days => @budget_days::int) as budget_from
    from activation.task
    join activation.activation on activation.id = task.activation_id
    cross join lateral (select greatest(task.starts_at, task.gate_opened_at) as starts_at) as time
    where activation.id = @activation_id and activation.ended_at is null and task.reaction = 'Letter' and task.template is not null and task.state not in ('Waiting', 'NotPossible')
), step as (
    -- With how many letters of this plan itself go before it.
    select own.*, (
        select count(*) from own as other
        where (other.starts_at, other.step_id) < (own.starts_at, own.step_id) and other.starts_at > own.budget_from) as earlier
    from own
    where own.step_id = any(@step_ids)
), written as (
    select step.step_id, letter.recipient_id, count(*) as letters
    from step
    join delivery.delivery as letter on letter.not_before > step.budget_from and letter.activation_id <> step.id
    -- The first of the days, whichever step: what the index is asked for.
    where letter.not_before > (select min(budget_from) from step)
        and letter.kind = 'Letter' and letter.recipient_kind = 'Resident' and letter.state in ('Planned', 'Released', 'Sending', 'Accepted')
    group by step.step_id, letter.recipient_id
), addressed as (
    select step.*, resident.id as resident_id, resident.language, resident.address_id, resident.household,
        delivery.letter_ways(resident, @digital_post::bool, @print::bool, @nem_sms::bool) as ways,
        coalesce(written.letters, 0) + step.earlier >= @budget_letters::int as beyond_budget
    from step
    join reactions.resident on resident.id in (
        select home.resident_id
        from activation.covered_area as covered
        join reactions.resident_area as home on home.area_id = covered.area_id
        where covered.activation_id = @activation_id)
    left join written on written.step_id = step.step_id and written.recipient_id = resident.id::text
), routed as (
    select *, coalesce(ways[1], 'none') as channel, ways[2:] as instead from addressed
), turned as (
    -- Within a household those come first whom Digital Post reaches, then those whom anything does.
    select *, row_number() over (
        partition by step_id, case when @per_household::bool then address_id || '/' || household else resident_id::text end
        order by array_position(array['digital-post', 'print', 'nemsms', 'none'], channel), resident_id) as turn
    from routed
), decided as (
    select *, case when turn > 1 then 'household' when channel = 'none' then 'no-channel' when beyond_budget then 'letter-budget' end as skipped_for from turned
), planned as (
    insert into delivery.delivery (fired_month, id, activation_id, partnership_id, step_id, kind, recipient_kind, recipient_id, channel, template, language,
        state, not_before, daytime_only, settled_at, reason, instead)
    select fired_month, plumbing.stable_id(id || '/' || step_id || '/Resident/' || resident_id), id, partnership_id, step_id, 'Letter', 'Resident', resident_id::text,
        channel, template, language,
        case when skipped_for is null then 'Planned' else 'Skipped' end, starts_at, not @at_night::bool,
        case when skipped_for is not null then @now::timestamptz end, skipped_for, instead
    from decided
    on conflict do nothing
    returning step_id, state
)
select step.step_id, (count(*) filter (where planned.state = 'Planned'))::int as waiting
from step
left join planned on planned.step_id = step.step_id
group by step.step_id
order by step.step_id;
