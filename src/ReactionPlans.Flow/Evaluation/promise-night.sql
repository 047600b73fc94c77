-- A message to residents, members or neighbour friends between 21 and 7 Danish time. Used by Promises.
select format('Delivery %s of activation %s went out at night.', delivery.id, delivery.activation_id)
from delivery.delivery as delivery
where delivery.daytime_only and delivery.state = 'Accepted'
    and (coalesce(delivery.sending_at, delivery.settled_at) at time zone 'Europe/Copenhagen')::time not between time '07:00' and time '21:00';
