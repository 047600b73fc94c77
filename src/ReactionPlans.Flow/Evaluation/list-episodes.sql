-- A partnership's counted episodes since a day, one row for each rise it is held against; one row without a rise where there is none.
-- Reads only. Used by WeighEffects.
-- @partnership_id text; @since date
select episode.activation_id, episode.area_id, episode.reports_before, episode.reports_after,
    rise.rise_area_id, rise.rise_on, coalesce(rise.expected, 0) as rise_expected, coalesce(rise.reports_before, 0) as rise_before,
    coalesce(rise.reports_after, 0) as rise_after
from evaluation.effect_episode as episode
left join evaluation.comparison_rise as rise on rise.activation_id = episode.activation_id and rise.area_id = episode.area_id
where episode.partnership_id = @partnership_id and episode.fired_on >= @since
order by episode.fired_on, episode.activation_id, episode.area_id, rise.rise_on, rise.rise_area_id;
