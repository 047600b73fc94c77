-- The days up to a judged day that have data: all of them, unless a list of report days was given and a day is not on it.
-- Used by Judgement.
-- @from_day, @day date
select day::date
from generate_series(@from_day::timestamp, @day::timestamp, interval '1 day') as day
where not exists (select from intake.report_day)
    or exists (select from intake.report_day as reported where reported.day = day::date);
