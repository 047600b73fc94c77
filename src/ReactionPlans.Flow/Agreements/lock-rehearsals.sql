-- Lets one host at a time look for a rehearsal to take up, until its transaction ends. Rows mean nothing. Used by RehearsalBook.
select pg_advisory_xact_lock(hashtext('agreements.rehearsal'));
