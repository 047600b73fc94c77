-- An area that was quiet again, in a plan that goes on for others, has risen anew: the plan waits for the new spike. 0 rows: it was not quiet. Used by StartActivation.
-- @activation_id, @spike_id uuid; @area_id int
update activation.covered_area as covered
set spike_id = @spike_id
from detection.spike as before
where covered.activation_id = @activation_id and covered.area_id = @area_id and before.id = covered.spike_id and before.ended_on is not null;
