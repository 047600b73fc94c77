-- Messages whose handling failed for good in a rehearsal: the program's own fault, or the machine's. One row. Used by RehearsalReading.
select (select count(*) from plumbing.stuck_message)::int;
