-- Keeps by which lookup key residents are found. 1 row: this one is the first, or nobody was left who is found by another. 0 rows: it stays as it was; read-lookup-mark.sql tells what it is.
-- Used by LookupMark.
-- @mark text
insert into plumbing.lookup_mark as kept (mark) values (@mark)
on conflict (only_row) do update set mark = excluded.mark
where kept.mark <> excluded.mark and not exists (select from reactions.resident);
