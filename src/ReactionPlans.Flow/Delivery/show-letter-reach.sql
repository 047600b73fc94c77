-- To whom the letters of a plan would go if it began now in one area, in numbers: what plan-letters.sql would decide, which a test holds this against.
-- Rows: one for each step, channel, language and reason to skip (null: it goes), with how many people, those with a protected address among them. Reads only.
-- Letters of other partnerships to the same people are seen, and counted towards the agreed number, as far as the session sees them.
-- Used by the console's page of the whole plan.
-- @level, @area_code text; @step_ids text[] and @starts timestamptz[], side by side; @digital_post, @print, @nem_sms, @per_household bool; @budget_letters, @budget_days int or null (no limit)
with own as (
    select wanted.step_id, wanted.starts_at, wanted.starts_at - make_interval(days => @budget_days::int) as budget_from
    from unnest(@step_ids::text[], @starts::timestamptz[]) as wanted (step_id, starts_at)
), step as (
    -- With how many letters of this plan itself go before it.
    select own.*, (
        select count(*) from own as other
        where (other.starts_at, other.step_id) < (own.starts_at, own.step_id) and other.starts_at > own.budget_from) as earlier
    from own
), written as (
    select step.step_id, letter.recipient_id, count(*) as letters
    from step
    join delivery.delivery as letter on letter.not_before > step.budget_from
    -- The first of the days, whichever step: what the index is asked for.
    where letter.not_before > (select min(budget_from) from step)
        and letter.kind = 'Letter' and letter.recipient_kind = 'Resident' and letter.state in ('Planned', 'Released', 'Sending', 'Accepted')
    group by step.step_id, letter.recipient_id
), addressed as (
    select step.step_id, resident.id as resident_id, resident.language, resident.address_id, resident.household, resident.protected,
        coalesce((delivery.letter_ways(resident, @digital_post::bool, @print::bool, @nem_sms::bool))[1], 'none') as channel,
        coalesce(written.letters, 0) + step.earlier >= @budget_letters::int as beyond_budget
    from step
    join reactions.resident on resident.id in (
        select home.resident_id
        from reactions.resident_area as home
        join intake.area on area.id = home.area_id
        where area.level = @level and area.code = @area_code)
    left join written on written.step_id = step.step_id and written.recipient_id = resident.id::text
), turned as (
    -- Within a household those come first whom Digital Post reaches, then those whom anything does.
    select *, row_number() over (
        partition by step_id, case when @per_household::bool then address_id || '/' || household else resident_id::text end
        order by array_position(array['digital-post', 'print', 'nemsms', 'none'], channel), resident_id) as turn
    from addressed
), decided as (
    select *, case when turn > 1 then 'household' when channel = 'none' then 'no-channel' when beyond_budget then 'letter-budget' end as reason from turned
)
select step_id, channel, language, reason, count(*)::int as people, (count(*) filter (where protected))::int as protected
from decided
group by step_id, channel, language, reason
order by step_id, reason nulls first, channel, language;
