-- One version of an agreement, whether accepted or only proposed. 0 rows: there is none. Used by AgreementBook.
-- @partnership_id text; @version int
select partnership_id, version, yaml
from agreements.version
where partnership_id = @partnership_id and version = @version;
