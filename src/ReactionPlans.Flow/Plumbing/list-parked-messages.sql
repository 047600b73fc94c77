-- Messages that could not leave the outbox, by message. Rows: one for each, the oldest first. Seen by the operation alone. Reads only. Used by StuckMessages.
select type, count(*)::int as messages, min(parked_at) as first_at, max(parked_at) as last_at
from plumbing.outbox
where parked_at is not null
group by type
order by first_at, type;
