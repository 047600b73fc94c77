-- A message of a plan before, or without, the agreed yes: nothing goes out while a question is open, held or dismissed. Used by Promises.
select format('Delivery %s of activation %s went out without a decision.', delivery.id, delivery.activation_id)
from delivery.delivery as delivery
left join activation.activation as activation on activation.id = delivery.activation_id
where delivery.kind <> 'Notice' and delivery.state = 'Accepted'
    and (activation.id is null or exists (
        select from activation.covered_area as covered
        left join decision.question as question on question.spike_id = covered.spike_id
        where covered.activation_id = activation.id and (question.state is distinct from 'Approved' or delivery.settled_at < question.settled_at)));
