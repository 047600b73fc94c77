-- Takes hold of one address that has events waiting and is due, so that no other worker brings it the same at once. 1 row: held until @until.
-- 0 rows: nothing is waiting, or others are at it. Used by PushEvents.
-- @partnership_id text or null (all of them); @now, @until instant
update outward.webhook
set held_until = @until
where id = (
    select webhook.id
    from outward.webhook
    join outward.journal using (partnership_id)
    where (@partnership_id::text is null or webhook.partnership_id = @partnership_id)
      and webhook.stopped_at is null
      and journal.last_number > webhook.confirmed_number
      and (webhook.not_before is null or webhook.not_before <= @now)
      and (webhook.held_until is null or webhook.held_until <= @now)
    order by webhook.id
    limit 1
    for update of webhook skip locked)
returning id, partnership_id, url, sealed_secret, confirmed_number, failures, failing_since, held_until;
