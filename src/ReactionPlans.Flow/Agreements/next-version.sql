-- The number the partnership's next version must have: 1 for the first. One row. Used by ImportAgreement.
-- @partnership_id text
select coalesce(max(version), 0) + 1
from agreements.version
where partnership_id = @partnership_id;
