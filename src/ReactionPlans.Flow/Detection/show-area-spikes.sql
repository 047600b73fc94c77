-- The spikes of an area that were open at some time since a day, the newest first. Reads only. Used by the console's page of an area.
-- @partnership_id text; @area_id int; @since date
select spike.id, spike.criterion_id, spike.level, spike.fired_on, spike.escalated_on, spike.ended_on, spike.end_reason, spike.evidence::text as evidence
from detection.spike as spike
where spike.partnership_id = @partnership_id and spike.area_id = @area_id and (spike.ended_on is null or spike.ended_on >= @since)
order by spike.fired_on desc, spike.criterion_id collate "C";
