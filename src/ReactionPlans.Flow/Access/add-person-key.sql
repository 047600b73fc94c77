-- Adds a person's key. Always 1 row. Used by PersonKeys.
-- @id, @partnership_id, @person_id text; @station_id text or null; @secret_hash bytea; @now instant
insert into access.person_key (id, partnership_id, person_id, station_id, secret_hash, created_at)
values (@id, @partnership_id, @person_id, @station_id, @secret_hash, @now);
