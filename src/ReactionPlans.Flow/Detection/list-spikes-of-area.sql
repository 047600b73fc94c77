-- The spikes of an area that fired on a day or before it. Reads only. Used by ExplainDay.
-- @partnership_id text; @area_id int; @day date
select id, criterion_id, fired_on, ended_on, end_reason
from detection.spike
where partnership_id = @partnership_id and area_id = @area_id and fired_on <= @day;
