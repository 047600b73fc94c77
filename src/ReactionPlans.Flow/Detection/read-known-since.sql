-- The first day by which anything was reported that is known by then; null: nothing is known. Counts before it are not zero, they are not known. The same for the night and
-- for a person who asks about it, whatever the person may see. Used by KnownLog, and by the console's page of an area.
-- @known_before instant
select access.known_since(@known_before::timestamptz);
