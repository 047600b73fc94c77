-- Reports since a day that count in no area: in number, of the sources that deliver to whoever asks. One row.
-- Reads only. Used by the console's overview and the doctor command.
-- @since date
select access.unplaced(@since);
