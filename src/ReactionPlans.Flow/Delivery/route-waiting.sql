-- Brings due messages to neighbour friends up to date with the register: by another channel where theirs is shut by now, skipped where they have left, hold a
-- pause or cannot be reached (NeighbourRoute). Rows: the activation of each that was skipped or moved, and whether it was skipped.
-- One that another worker is about to hand on is left to it; so is one that its carrier may have: it is asked first. Used by ReleaseDue.
-- @now instant
with changed as (
    select delivery.fired_month, delivery.id, route.channel, route.reason
    from delivery.delivery
    join reactions.neighbour_friend as friend on friend.id = delivery.recipient_id
    cross join lateral delivery.neighbour_route(
        friend, coalesce(delivery.agreed_channels, array[delivery.channel]), (@now::timestamptz at time zone 'Europe/Copenhagen')::date) as route
    where delivery.state = 'Planned' and delivery.not_before <= @now and delivery.recipient_kind = 'NeighbourFriend' and delivery.reason is distinct from 'no-answer'
        and (route.reason is not null or route.channel <> delivery.channel)
    order by delivery.id
    for update of delivery skip locked
)
update delivery.delivery
set channel = changed.channel,
    state = case when changed.reason is null then 'Planned' else 'Skipped' end,
    reason = changed.reason,
    settled_at = case when changed.reason is not null then @now end
from changed
where delivery.fired_month = changed.fired_month and delivery.id = changed.id
returning delivery.activation_id, changed.reason is not null as is_skipped;
