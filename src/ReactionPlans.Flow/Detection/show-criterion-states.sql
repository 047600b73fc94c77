-- How each criterion stands in each area where it has ever fired; no row means calm. Reads only. Used by the console's overview.
-- @partnership_id text
select area_id, criterion_id, phase, fired_on, ended_on
from detection.criterion_state
where partnership_id = @partnership_id;
