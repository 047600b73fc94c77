-- Notes that a person was shown what a version would have done on the past; the latest showing stands. 1 row. Used by ShowBacktest.
-- @partnership_id text; @version int; @person_id text; @how text (stored, nothing-stored, replay); @from_day, @to_day date or null;
-- @activations int; @fingerprint text; @now instant
insert into agreements.shown_backtest (partnership_id, version, person_id, shown_at, shown_how, from_day, to_day, activations, fingerprint)
values (@partnership_id, @version, @person_id, @now, @how, @from_day, @to_day, @activations, @fingerprint)
on conflict (partnership_id, version, person_id) do update
set shown_at = excluded.shown_at, shown_how = excluded.shown_how, from_day = excluded.from_day, to_day = excluded.to_day,
    activations = excluded.activations, fingerprint = excluded.fingerprint;
