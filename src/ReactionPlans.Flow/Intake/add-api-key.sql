-- Adds a key. Always 1 row. Used by ApiKeys.
-- @id, @name text; @sources text[]; @secret_hash bytea; @now instant
insert into intake.api_key (id, name, sources, secret_hash, created_at)
values (@id, @name, @sources, @secret_hash, @now);
