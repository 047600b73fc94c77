-- Notes that a person looks at the overview, and says when the visit before this one was over. A visit goes on while no half hour passes without a look.
-- Written at most once in five minutes: a page that is read again is no transaction to wait for. 0 rows or 1: when the visit before was over; null: there was none.
-- Used by the console's overview.
-- @partnership_id, @person_id text; @now instant
with noted as (
    insert into access.last_seen as last (partnership_id, person_id, seen_at)
    values (@partnership_id, @person_id, @now)
    on conflict (partnership_id, person_id) do update
        set seen_before = case when last.seen_at < excluded.seen_at - interval '30 minutes' then last.seen_at else last.seen_before end, seen_at = excluded.seen_at
        where last.seen_at < excluded.seen_at - interval '5 minutes'
    returning seen_before)
select seen_before from noted
union all
select last.seen_before from access.last_seen as last
where last.partnership_id = @partnership_id and last.person_id = @person_id and not exists (select from noted);
