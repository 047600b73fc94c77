-- Whose plan a public code is of. No row: nobody's, or it has ended long ago. Reads only. Used by PublicPlans.
-- @code text; @now instant
select activation_id, partnership_id
from access.public_plan(@code, @now::timestamptz);
