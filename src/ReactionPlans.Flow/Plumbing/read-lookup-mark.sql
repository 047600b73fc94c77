-- By which lookup key residents are found. 1 row; none before the first host. Used by LookupMark, after Plumbing/keep-lookup-mark.sql.
select mark from plumbing.lookup_mark;
