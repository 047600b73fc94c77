-- Deliveries of the plans' own steps by kind: all-clears and other endings are left out. Used by Summary.
select case kind when 'Letter' then 'letters' else 'neighbours' end as kind,
    count(*)::int as planned,
    count(*) filter (where state = 'Accepted')::int as accepted,
    count(*) filter (where state = 'Accepted' and channel = 'print')::int as paper,
    count(*) filter (where state = 'Accepted' and delivered_at is not null)::int as delivered,
    count(*) filter (where state = 'Accepted' and read_at is not null)::int as read,
    count(*) filter (where state = 'Skipped')::int as skipped,
    count(*) filter (where state in ('Failed', 'Returned'))::int as failed
from delivery.delivery
where kind in ('Letter', 'NeighbourMessage', 'MemberAlert')
group by 1;
