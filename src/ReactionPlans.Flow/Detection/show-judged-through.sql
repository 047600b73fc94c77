-- The last day that a partnership was judged at the end of; no row or null: none yet. Reads only. Used by the console's page of an area.
-- @partnership_id text
select through_day from detection.judged where partnership_id = @partnership_id;
