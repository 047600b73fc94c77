-- Keeps a way of reading rows. 0 rows: it is kept already, by the unique digest. Used by ReceiveReports and RetryRejected.
-- @name, @kind text; @header text[]; @separator, @mapping text; @digest bytea
insert into intake.row_origin (name, kind, header, separator, mapping, digest)
values (@name, @kind, @header, @separator, @mapping, @digest)
on conflict do nothing;
