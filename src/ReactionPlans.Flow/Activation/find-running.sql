-- The running activation that covers an area. 0 rows: none. Used by StartActivation.
-- @partnership_id text; @area_id int
select activation_id from activation.covered_area where partnership_id = @partnership_id and area_id = @area_id and ended_at is null;
