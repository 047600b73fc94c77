-- Keeps which folder of keys is this database's, where none is yet. 1 row: this one is. 0 rows: it has one. Used by ExtractKeys.
-- @mark uuid
insert into plumbing.keys_folder (mark) values (@mark)
on conflict (only_row) do nothing;
