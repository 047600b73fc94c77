-- Agreements stored before their areas were written beside them. Used by Migrator, as owner.
select partnership_id, version, yaml
from agreements.version
where area_codes is null;
