-- Starts an activation unless the area's plan already runs. 1 row: started. 0 rows: this very one has been.
-- Guarded by one_running_activation_per_area and unique (spike_id). Used by StartActivation.
-- @id, @spike_id, @joint_id uuid; @trace text or null (outside any trace); @partnership_id, @criterion_id text; @agreement_version, @area_id int; @fired_on date; @now, @maximum_ends_at instant
insert into activation.activation
    (id, spike_id, partnership_id, agreement_version, criterion_id, area_id, fired_on, fired_month, started_at, maximum_ends_at, joint_id, trace)
values
    (@id, @spike_id, @partnership_id, @agreement_version, @criterion_id, @area_id, @fired_on, date_trunc('month', @fired_on::timestamp)::date, @now, @maximum_ends_at, @joint_id, @trace)
on conflict do nothing;
