-- Asks others too in the round that runs; its deadline and the order of asking stand. 1 row. Used by SettleOverdue, which holds the row.
-- @spike_id uuid; @people text[]
update decision.question set asked_people = asked_people || @people where spike_id = @spike_id;
