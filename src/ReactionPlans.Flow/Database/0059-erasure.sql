-- One person is erased on their demand: what they chose goes with them, and so do their addresses that did not work (docs/personal-data.md).
grant delete on reactions.friend_choice, delivery.bounced_address to reactionplans_app;
