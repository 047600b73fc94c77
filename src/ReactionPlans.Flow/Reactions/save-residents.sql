-- Adds the staged residents, and updates those who have changed. Rows: new or changed ones. The number is encrypted anew
-- each time, under the extract's own data key where it has one, and says nothing of a change; the key is the same person's. Guarded by the primary key, made from the key.
-- Needs: Reactions/create-staged-resident.sql. Used by ImportResidents.
-- @now instant
insert into reactions.resident as kept (id, recipient_id_type, recipient_key, recipient_number, address_id, household, latitude, longitude,
    digital_post, nem_sms, protected, language, imported_at)
select id, recipient_id_type, recipient_key, recipient_number, address_id, household, latitude, longitude,
    digital_post, nem_sms, protected, language, @now
from staged_resident
order by id
on conflict (id) do update
set recipient_number = excluded.recipient_number, address_id = excluded.address_id, household = excluded.household, latitude = excluded.latitude, longitude = excluded.longitude,
    digital_post = excluded.digital_post, nem_sms = excluded.nem_sms, protected = excluded.protected, language = excluded.language, imported_at = excluded.imported_at
where (kept.address_id, kept.household, kept.latitude, kept.longitude, kept.digital_post, kept.nem_sms, kept.protected, kept.language)
    is distinct from (excluded.address_id, excluded.household, excluded.latitude, excluded.longitude, excluded.digital_post, excluded.nem_sms, excluded.protected, excluded.language);
