-- A message that nobody has handled, or a delivery of an ended activation that never came to an end. Used by Promises.
select format('Message %s is stuck at %s.', message_id, consumer) from plumbing.stuck_message
union all
select format('Message %s of type %s is parked.', message_id, type) from plumbing.outbox where parked_at is not null
union all
select format('Delivery %s of the ended activation %s is still %s.', delivery.id, delivery.activation_id, delivery.state)
from delivery.delivery as delivery
join activation.activation as activation on activation.id = delivery.activation_id
where activation.ended_at is not null and delivery.kind in ('Letter', 'NeighbourMessage', 'MemberAlert')
    and delivery.state in ('Planned', 'Released', 'Sending');
