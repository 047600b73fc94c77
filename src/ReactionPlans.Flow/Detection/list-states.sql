-- The states that are not calm, of one criterion in the areas to be judged. Used by Judgement.
-- @partnership_id, @criterion_id text; @only_areas int[] or null (all)
select state.area_id, area.code as area_code, state.phase, state.fired_on, state.count_at_firing, state.clear_days, state.ended_on,
    state.escalated, state.rule_key, state.spike_id
from detection.criterion_state as state
join intake.area as area on area.id = state.area_id
where state.partnership_id = @partnership_id and state.criterion_id = @criterion_id
    and (@only_areas::int[] is null or state.area_id = any(@only_areas));
