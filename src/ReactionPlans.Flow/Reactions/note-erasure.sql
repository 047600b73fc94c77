-- Notes that an erasure of the list has been done in this database. 1 row: now, so do it in this transaction. 0 rows: it was done before, or another host does it at this moment. Used by PersonBook.
-- @id uuid; @now instant
insert into reactions.erasure (id, erased_at) values (@id, @now)
on conflict (id) do nothing;
