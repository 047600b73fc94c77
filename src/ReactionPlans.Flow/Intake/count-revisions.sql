-- How many revisions there are to place. One row. Used by ImportAreas, to show how far it is.
select count(*) from intake.report_revision;
