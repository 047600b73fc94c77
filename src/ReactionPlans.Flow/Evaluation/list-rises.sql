-- One rise in an activation's area, and all comparable ones: every day, in an area of the same level, on which the window's count first reached as many reports
-- (at most a tenth more), with no such day in the 28 days before it, no plan running from 28 days before it to 28 days after it, no day without data in that
-- time, and a year of history. Each with what is usual in the area at that time of year, what came in the 28 days up to it and in the 28 days after it. By
-- reported day, newest revisions, withdrawn ones left out. The rise asked about is the row with is_own. Reads only. Used by WeighEffects.
-- @area_id, @window_days int; @fired_on, @known_to date; @level text; @offences text[]; @attempts boolean
with counted as materialized (
    select found.area_id, found.day, count(distinct found.report_id)::int as reports
    from (
        select place.area_id, revision.reported_day as day, revision.report_id
        from intake.report_revision as revision
        join intake.report_area as place on place.report_id = revision.report_id and place.revision = revision.revision
        join intake.area on area.id = place.area_id
        where area.level = @level
            and revision.reported_day > @fired_on - 1827 and revision.reported_day <= @known_to
            and revision.offence = any(@offences)
            and (@attempts or not revision.attempt)
            and not revision.withdrawn
            and not exists (select from intake.report_revision as newer where newer.report_id = revision.report_id and newer.revision > revision.revision)
        union all
        select @area_id, @fired_on, null) as found
    group by found.area_id, found.day
), framed as (
    select area_id, day,
        coalesce(sum(reports) over (by_day range between make_interval(days => @window_days - 1) preceding and current row), 0)::int as in_window,
        coalesce(sum(reports) over (by_day range between interval '27 days' preceding and current row), 0)::int as before,
        coalesce(sum(reports) over (by_day range between interval '1 day' following and interval '28 days' following), 0)::int as after,
        coalesce(sum(reports) over (by_day range between make_interval(days => @window_days + 364) preceding and make_interval(days => @window_days) preceding), 0) as in_year,
        coalesce(sum(reports) over (by_day range between interval '364 days' preceding and current row), 0) as last_year
    from counted
    window by_day as (partition by area_id order by day)
), own as (
    select in_window from framed where area_id = @area_id and day = @fired_on
), high as (
    select framed.*, lag(framed.day) over (partition by framed.area_id order by framed.day) as high_before
    from framed cross join own
    where framed.in_window >= greatest(own.in_window, 1)
), history as (
    select min(day) as first_day from counted
), through as materialized (
    -- Reports of the whole level up to each day. The season and the district's present level come from it, less the area's own reports: else what came
    -- after would help to choose what it is held against. Sixteen reports are added on both sides, so that a handful of areas tells little: the weight of
    -- a season that moves the level by a quarter either way (1 / 0.25 squared).
    select calendar.day::date as day, sum(coalesce(total.reports, 0)) over (order by calendar.day) as reports
    from history
    cross join generate_series(history.first_day - 1, @known_to, interval '1 day') as calendar (day)
    left join (select day, sum(reports) as reports from counted group by day) as total on total.day = calendar.day::date
), rise as (
    select area_id, day, in_window, before, after, in_year, last_year, true as is_own from framed where area_id = @area_id and day = @fired_on
    union all
    select high.area_id, high.day, high.in_window, high.before, high.after, high.in_year, high.last_year, false
    from high cross join own
    where own.in_window > 0 and high.in_window <= greatest(own.in_window, floor(own.in_window * 1.1))
        and (high.high_before is null or high.day - high.high_before > 28)
        and high.day + 28 <= @known_to and (high.area_id, high.day) <> (@area_id, @fired_on)
        and not exists (
            select from activation.covered_area as covered
            join activation.activation on activation.id = covered.activation_id
            where covered.area_id = high.area_id
                and activation.fired_on <= high.day + 28 and coalesce(activation.ended_on, @known_to) >= high.day - 28)
        and not exists (
            select from detection.feed_day as gap
            where gap.verdict = 'Gap' and gap.area_group = '' and gap.day between high.day - 28 and high.day + 28
                and exists (
                    select from intake.report_area as place join intake.report on report.id = place.report_id
                    where place.area_id = high.area_id and report.source = gap.source))
)
select rise.is_own, rise.area_id, rise.day, rise.in_window,
    case when rise.day - 365 - @window_days >= history.first_day
        then (rise.in_year * 28 / 365.0 * (after_level.reports - day_level.reports - rise.after + 16)
            / ((day_level.reports - year_level.reports - rise.last_year) * 28 / 365.0 + 16))::double precision end as expected,
    rise.before as reports_before, rise.after as reports_after
from rise
cross join history
left join through as after_level on after_level.day = rise.day + 28
left join through as day_level on day_level.day = rise.day
left join through as year_level on year_level.day = rise.day - 365
where rise.is_own or rise.day - 365 - @window_days >= history.first_day
order by rise.is_own desc, rise.day, rise.area_id;
