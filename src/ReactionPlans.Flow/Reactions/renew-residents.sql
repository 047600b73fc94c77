-- Notes of the staged residents that an extract has brought them again, though nothing of them has changed, and brings their numbers under its data key.
-- Rows: how many.
-- Needs: Reactions/create-staged-resident.sql. Used by ImportResidents, after Reactions/save-residents.sql.
-- @now instant
update reactions.resident as kept
set renewed_at = @now, recipient_number = staged.recipient_number
from staged_resident as staged
where kept.id = staged.id and greatest(kept.imported_at, kept.renewed_at) < @now;
