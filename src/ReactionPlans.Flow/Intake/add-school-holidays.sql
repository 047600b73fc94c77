-- Adds school holidays as a newer version, where they are new or other than their newest one; nothing is overwritten, since judged days went by it.
-- Rows: new or changed ones. Guarded by the primary key: of two imports at the same instant the first stays. Used by ImportSchoolHolidays.
-- @municipalities, @names text[]; @first_days, @last_days date[]; @now instant
insert into intake.school_holiday (municipality, name, first_day, last_day, known_at)
select row.municipality, row.name, row.first_day, row.last_day, @now
from unnest(@municipalities, @names, @first_days, @last_days) as row (municipality, name, first_day, last_day)
left join lateral (
    select kept.first_day, kept.last_day
    from intake.school_holiday as kept
    where kept.municipality = row.municipality and kept.name = row.name and kept.year = extract(year from row.first_day)::int
    order by kept.known_at desc
    limit 1) as newest on true
where (newest.first_day, newest.last_day) is distinct from (row.first_day, row.last_day)
order by row.municipality, row.first_day
on conflict do nothing;
