-- Puts the question again, to others, with a new deadline. 1 row. Used by Ask, whose caller holds the row.
-- @spike_id uuid; @round int; @asked_people, @asked_in_turn text[]; @now, @deadline_at, @remind_at instant
update decision.question
set state = 'Open', round = @round, round_asked_at = @now, asked_people = @asked_people, asked_in_turn = @asked_in_turn,
    deadline_at = @deadline_at, remind_at = @remind_at, settled_at = null, reason = null, held_by = null
where spike_id = @spike_id;
