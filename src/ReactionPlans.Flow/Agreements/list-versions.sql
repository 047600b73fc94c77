-- What is stored of the life of every version of a partnership's agreement, the newest first. Used by AgreementVersions.
-- @partnership_id text
select version, holds_from, imported_at, proposed_by, accepted_by_police, accepted_by_police_at, accepted_by_municipality, accepted_by_municipality_at,
    withdrawn_by, withdrawn_at
from agreements.version
where partnership_id = @partnership_id
order by version desc;
