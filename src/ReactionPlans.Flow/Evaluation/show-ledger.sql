-- The effect of all of a partnership's plans of the last three years together. 0 rows: none has been weighed. Reads only. Used by the console's evaluations.
-- @partnership_id text
select reports_before, reports_after, expected, expected_before, low, high, verdict, episodes, comparisons
from evaluation.effect
where partnership_id = @partnership_id and activation_id is null;
