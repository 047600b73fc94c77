-- The newest rise that is under way in one area by one of some criteria, with how many reports it was found by. 0 or 1 row. Reads only.
-- Used by the console's page of the whole plan.
-- @partnership_id, @level, @area_code text; @criteria text[]
select spike.id, spike.criterion_id, spike.fired_on, coalesce((spike.evidence ->> 'count')::int, 0) as count
from detection.spike
join intake.area on area.id = spike.area_id
where spike.partnership_id = @partnership_id and spike.ended_on is null and spike.criterion_id = any(@criteria::text[])
    and area.level = @level and area.code = @area_code
order by spike.fired_on desc, spike.id
limit 1;
