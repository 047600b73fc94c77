-- Opens the question of a spike, or stores the answer the agreement gives. 0 rows: it is there already. Used by OpenQuestion.
-- @spike_id uuid; @partnership_id, @mode, @state, @reason text; @agreement_version int; @now, @deadline_at, @remind_at, @settled_at instant; @asked_people text[]
insert into decision.question
    (spike_id, partnership_id, agreement_version, mode, state, asked_at, round, round_asked_at, asked_people, asked_in_turn,
    deadline_at, remind_at, settled_at, reason)
values
    (@spike_id, @partnership_id, @agreement_version, @mode, @state, @now, 1, @now, @asked_people, @asked_people,
    @deadline_at, @remind_at, @settled_at, @reason)
on conflict do nothing;
