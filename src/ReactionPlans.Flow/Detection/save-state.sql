-- Stores a state that is not calm. Guarded by the lock of lock-judged-days. Used by Judgement.
-- @partnership_id, @criterion_id, @phase, @rule_key text; @area_id, @clear_days int; @count_at_firing double precision; @fired_on, @ended_on date;
-- @escalated boolean; @spike_id uuid
insert into detection.criterion_state
    (partnership_id, criterion_id, area_id, phase, fired_on, count_at_firing, clear_days, ended_on, escalated, rule_key, spike_id)
values
    (@partnership_id, @criterion_id, @area_id, @phase, @fired_on, @count_at_firing, @clear_days, @ended_on, @escalated, @rule_key, @spike_id)
on conflict (partnership_id, criterion_id, area_id) do update set
    phase = excluded.phase, fired_on = excluded.fired_on, count_at_firing = excluded.count_at_firing, clear_days = excluded.clear_days,
    ended_on = excluded.ended_on, escalated = excluded.escalated, rule_key = excluded.rule_key, spike_id = excluded.spike_id;
