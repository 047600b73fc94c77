-- Takes out residents whose numbers are sealed under data keys that are gone: nobody can write to them. Rows: how many. All residents are read: a restore asks. Used by ExtractKeys.
-- @headers bytea[]: of the keys that are gone; @header_bytes int
delete from reactions.resident where substring(recipient_number for @header_bytes) = any (@headers);
