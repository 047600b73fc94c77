-- Messages that a hop could not handle, by hop, message and kind of error; what they hold is not shown. Rows: one for each group, the oldest first. Seen by the operation alone.
-- The error begins with its kind: a state of PostgreSQL's, or the name of an exception. Reads only. Used by StuckMessages.
select consumer as queue, type, split_part(error, ':', 1) as error, count(*)::int as messages, min(stuck_at) as first_at, max(stuck_at) as last_at
from plumbing.stuck_message
group by consumer, type, split_part(error, ':', 1)
order by first_at, consumer, type, error;
