-- Puts the question again, to others, with a new deadline. Used by SettleOverdue, which holds the row.
-- @spike_id uuid; @round int; @asked_people text[]; @now, @deadline_at instant
update decision.question
set state = 'Open', round = @round, round_asked_at = @now, asked_people = @asked_people, deadline_at = @deadline_at
where spike_id = @spike_id;
