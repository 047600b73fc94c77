-- Notes what came before and after in one area of an activation. 1 row: now. 0 rows: it has been counted. Used by WeighEffects.
-- @activation_id uuid; @area_id int; @partnership_id text; @fired_on date; @window_days, @reports_at_firing int; @expected float; @reports_before, @reports_after int;
-- @now instant
insert into evaluation.effect_episode
    (activation_id, area_id, partnership_id, fired_on, window_days, reports_at_firing, expected, reports_before, reports_after, evaluated_at)
values (@activation_id, @area_id, @partnership_id, @fired_on, @window_days, @reports_at_firing, @expected, @reports_before, @reports_after, @now)
on conflict do nothing;
