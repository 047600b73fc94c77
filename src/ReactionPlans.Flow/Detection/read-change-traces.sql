-- What an area's last changes came with, the newest first. Rows: one for each trace. Reads only. Used by Judgement.
-- @area_id int
select unnest(traces) from intake.area_change where area_id = @area_id;
