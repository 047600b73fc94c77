-- The addresses that events are brought to, and how they stand; one where an id is given. Reads only. Used by Webhooks.
-- @id text or null (all)
select webhook.id, webhook.partnership_id, webhook.url, webhook.confirmed_number, coalesce(journal.last_number, 0) - webhook.confirmed_number as waiting,
       webhook.failing_since, webhook.last_failure, webhook.stopped_at
from outward.webhook
left join outward.journal using (partnership_id)
where @id::text is null or webhook.id = @id
order by webhook.partnership_id, webhook.created_at, webhook.id;
