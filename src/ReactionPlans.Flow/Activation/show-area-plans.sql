-- The plans that covered an area at some time since a day, the newest first. Reads only. Used by the console's page of an area.
-- @partnership_id text; @area_id int; @since date
select activation.id, activation.fired_on, activation.started_at, activation.ended_on, activation.end_reason
from activation.covered_area as covered
join activation.activation on activation.id = covered.activation_id
where covered.partnership_id = @partnership_id and covered.area_id = @area_id and (activation.ended_on is null or activation.ended_on >= @since)
order by activation.started_at desc, activation.id;
