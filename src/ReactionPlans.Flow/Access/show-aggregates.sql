-- Figures of every partnership since a day: plans started and running, letters that arrived, areas with a rise now. Whole months of letters.
-- Given out by a function that sees more than its caller (0019-row-level-security.sql). Reads only. Used by the secretariat's page.
-- @since date
select partnership_id, activations, running, letters, areas_in_rise
from access.aggregates(@since)
order by partnership_id;
