-- Takes the staged residents out of the areas they no longer live in. Rows: placements removed.
-- Needs: Reactions/create-staged-resident.sql. Used by ImportResidents.
delete from reactions.resident_area as old
using staged_resident as staged
where old.resident_id = staged.id and old.area_id <> all (staged.area_ids);
