-- The days up to a judged day that have data for a partnership: not those missing from a list of report days, where one was given,
-- and otherwise not those decided to be gaps of a source that feeds it. Used by DayLog and BacktestHistory.
-- @partnership_id text; @from_day, @day date
select candidate.day::date
from generate_series(@from_day::timestamp, @day::timestamp, interval '1 day') as candidate (day)
where case when exists (select from intake.report_day)
    then exists (select from intake.report_day as reported where reported.day = candidate.day::date)
    else not exists (
        select from detection.feed_day as silent
        where silent.area_group = @partnership_id and silent.day = candidate.day::date and silent.verdict = 'Gap')
    end;
