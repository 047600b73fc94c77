-- How old each source's data are, and whether it is silent against the rhythm it had, as last night decided. Rows: one for each source. Reads only. Used by Figures.
-- @from_day date: no further back; @now instant
select source,
    extract(epoch from @now::timestamptz - ((coalesce(max(day) filter (where reports > 0), min(silent_since), min(day)) + 1)::timestamp at time zone 'Europe/Copenhagen'))::double precision as age_seconds,
    (array_agg(verdict order by day desc))[1] = 'Gap' as silent
from detection.feed_day
where area_group = '' and day >= @from_day
group by source;
