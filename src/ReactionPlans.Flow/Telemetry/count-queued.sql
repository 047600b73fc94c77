-- With the in-process transport: how many messages wait for each hop. Rows: one for each that has any. Reads only. Used by Figures.
select consumer as hop, count(*)::int as messages
from plumbing.outbox
where parked_at is null and consumer is not null
group by consumer;
