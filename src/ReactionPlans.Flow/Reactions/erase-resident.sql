-- Takes one resident out. Rows: 1, or 0 where there is none. Where they live goes with them. Used by PersonBook.
-- @key bytea: the keyed hash
delete from reactions.resident where recipient_key = @key;
