-- Lets this session hear every commit that put something in the outbox. Used by OutboxRelay.
listen reactionplans_outbox;
