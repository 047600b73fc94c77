-- The database's own clock, to compare with the host's. The one statement that asks it. Used by the doctor command.
select clock_timestamp();
