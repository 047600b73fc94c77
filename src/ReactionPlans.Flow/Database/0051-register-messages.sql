-- What went to the register is a small part of a plan's deliveries, and what went to one of its people a smaller one: both are read on pages, past thousands of letters.
create index delivery_to_register on delivery.delivery (activation_id, step_id) where recipient_kind = 'NeighbourFriend';
create index delivery_to_friend on delivery.delivery (recipient_id, not_before) where recipient_kind = 'NeighbourFriend';
