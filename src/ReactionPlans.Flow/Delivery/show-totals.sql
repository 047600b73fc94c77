-- Everything a partnership has sent, by kind. Notices about a spike that never became an activation carry
-- the id it would have had. Reads only.
-- Used by the console's overview.
-- @partnership_id text
select kind,
       count(*)::int as planned,
       (count(*) filter (where state in ('Planned', 'Released', 'Sending')))::int as waiting,
       (count(*) filter (where state = 'Accepted' and channel <> 'print'))::int as accepted,
       (count(*) filter (where state = 'Accepted' and channel = 'print'))::int as paper,
       (count(*) filter (where state = 'Accepted' and delivered_at is not null))::int as delivered,
       (count(*) filter (where state = 'Accepted' and read_at is not null))::int as read,
       (count(*) filter (where state = 'Skipped'))::int as skipped,
       (count(*) filter (where state = 'Returned'))::int as returned,
       (count(*) filter (where state = 'Failed'))::int as failed
from delivery.delivery
where activation_id in (
    select id from activation.activation where partnership_id = @partnership_id
    union
    select plumbing.stable_id('activation/' || id) from detection.spike where partnership_id = @partnership_id)
group by kind
order by kind;
