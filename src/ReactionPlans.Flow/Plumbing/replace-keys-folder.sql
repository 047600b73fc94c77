-- Takes another folder of keys as this database's, because a person says so. 1 row. Used by ExtractKeys.
-- @mark uuid
insert into plumbing.keys_folder (mark) values (@mark)
on conflict (only_row) do update set mark = excluded.mark;
