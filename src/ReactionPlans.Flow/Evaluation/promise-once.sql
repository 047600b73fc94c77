-- Somebody written to twice for one step of one activation. Used by Promises.
select format('Recipient %s was written to %s times for step %s of activation %s.', min(delivery.id::text), count(*), delivery.step_id, delivery.activation_id)
from delivery.delivery as delivery
where delivery.state = 'Accepted'
group by delivery.activation_id, delivery.step_id, delivery.recipient_kind, delivery.recipient_id
having count(*) > 1;
