-- When the next address is due that has events waiting. One row, null where there is none. Reads only. Used by PushEvents.
select min(greatest(webhook.not_before, webhook.held_until, webhook.created_at)) as due
from outward.webhook
join outward.journal using (partnership_id)
where webhook.stopped_at is null and journal.last_number > webhook.confirmed_number;
