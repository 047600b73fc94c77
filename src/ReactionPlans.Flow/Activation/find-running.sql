-- The running activation that covers an area, and what it started by. 0 rows: none. Used by StartActivation.
-- @partnership_id text; @area_id int
select running.id as activation_id, running.agreement_version, running.criterion_id
from activation.covered_area as covered
join activation.activation as running on running.id = covered.activation_id
where covered.partnership_id = @partnership_id and covered.area_id = @area_id and covered.ended_at is null;
