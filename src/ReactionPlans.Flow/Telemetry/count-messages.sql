-- How the messages stand: those that wait (broker: to leave; in the process: to be settled), those that cannot leave, and those a hop could not handle. One row.
-- The table of what waits is short, and its oldest row is the first of its key. Of the inbox, which is long, the statistics' number. Reads only. Used by Figures.
select (select count(*) from plumbing.outbox where parked_at is null)::int as waiting,
    (select created_at from plumbing.outbox where parked_at is null order by id limit 1) as oldest_at,
    (select count(*) from plumbing.outbox where parked_at is not null)::int as parked,
    (select count(*) from plumbing.stuck_message)::int as stuck,
    (select greatest(reltuples, 0)::bigint from pg_class where oid = 'plumbing.inbox'::regclass) as inbox_rows;
