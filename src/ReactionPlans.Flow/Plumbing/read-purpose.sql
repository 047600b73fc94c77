-- Whether a database is an exercise's, and ready for it. 0 rows: it is the live one. Used by Purpose.
select is_exercise, ready from plumbing.purpose;
