-- The attempts of each subject since an instant, held until the commit: of two at once, on whichever hosts, the second counts the first. As many rows as subjects, in an order that
-- everybody holds them in. Used by Attempts.
-- @subjects bytea[]; @since, @now instant
insert into access.attempt as held (subject, tried_at, last_at)
select subject, '{}'::timestamptz[], @now::timestamptz
from unnest(@subjects::bytea[]) as subject
order by subject
on conflict (subject) do update
set tried_at = (select coalesce(array_agg(one order by one), '{}') from unnest(held.tried_at) as one where one > @since::timestamptz)
returning subject, tried_at;
