-- Keeps where and when the station stood, or that it did not; a later answer replaces it. Used by ConfirmStation.
-- @activation_id uuid; @step_id, @partnership_id, @place, @confirmed_by text; @visit_number int; @stood boolean; @stood_from, @stood_to, @now instant
insert into evaluation.station_confirmation
    (activation_id, step_id, visit_number, partnership_id, stood, stood_from, stood_to, place, confirmed_by, confirmed_at)
values (@activation_id, @step_id, @visit_number, @partnership_id, @stood, @stood_from, @stood_to, @place, @confirmed_by, @now)
on conflict (activation_id, step_id, visit_number) do update
set stood = excluded.stood, stood_from = excluded.stood_from, stood_to = excluded.stood_to, place = excluded.place,
    confirmed_by = excluded.confirmed_by, confirmed_at = excluded.confirmed_at;
