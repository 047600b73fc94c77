-- Keeps the effect of one activation, or of all of a partnership's together; a later reckoning replaces it. Used by WeighEffects.
-- @id, @activation_id uuid (null: all together); @partnership_id, @verdict text; @reports_before, @reports_after, @episodes, @comparisons int;
-- @expected_before, @expected, @low, @high double precision (high null: unbounded); @now instant
insert into evaluation.effect
    (id, partnership_id, activation_id, reports_before, reports_after, expected_before, expected, low, high, verdict, episodes, comparisons, evaluated_at)
values (@id, @partnership_id, @activation_id, @reports_before, @reports_after, @expected_before, @expected, @low, @high, @verdict, @episodes, @comparisons, @now)
on conflict (id) do update
set reports_before = excluded.reports_before, reports_after = excluded.reports_after, expected_before = excluded.expected_before,
    expected = excluded.expected, low = excluded.low, high = excluded.high, verdict = excluded.verdict, episodes = excluded.episodes,
    comparisons = excluded.comparisons, evaluated_at = excluded.evaluated_at;
