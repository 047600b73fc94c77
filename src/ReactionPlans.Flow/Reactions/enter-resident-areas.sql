-- Puts the staged residents in the areas they live in. Rows: placements added. Guarded by the primary key.
-- Needs: Reactions/create-staged-resident.sql. Used by ImportResidents.
insert into reactions.resident_area (resident_id, area_id)
select id, unnest(area_ids)
from staged_resident
on conflict do nothing;
