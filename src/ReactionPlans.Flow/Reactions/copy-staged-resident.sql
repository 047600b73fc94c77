-- Fills the staging table, binary. Cannot be prepared. Needs: Reactions/create-staged-resident.sql. Used by ImportResidents.
copy staged_resident (id, recipient_id_type, recipient_key, recipient_number, address_id, household, latitude, longitude,
    digital_post, nem_sms, protected, language, area_ids)
from stdin (format binary)
