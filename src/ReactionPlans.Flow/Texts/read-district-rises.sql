-- What texts may say about district-wide rises. Rows: one for each id that is one. Used by Texts.
-- @rise_ids uuid[]
select id, criterion_id, began_on, areas, alarms, level
from detection.district_rise
where id = any(@rise_ids);
