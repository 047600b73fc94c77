-- The areas in which a plan of a partnership runs. Reads only. Used by the console's map.
-- @partnership_id text
select area_id from activation.covered_area where partnership_id = @partnership_id and ended_at is null;
