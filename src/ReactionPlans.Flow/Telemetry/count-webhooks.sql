-- Events that receivers have not confirmed, and receivers that do not confirm or were given up. One row. Reads only. Used by Figures.
select coalesce(sum(greatest(coalesce(journal.last_number, 0) - webhook.confirmed_number, 0)), 0)::int as events_waiting,
    min(webhook.failing_since) as failing_since,
    count(webhook.stopped_at)::int as stopped
from outward.webhook
left join outward.journal using (partnership_id);
