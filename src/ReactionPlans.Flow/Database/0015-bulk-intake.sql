-- The bulk tables of the intake keep no foreign keys: docs/adr/0006 says why and what guards them instead.
alter table intake.report_revision drop constraint report_revision_report_id_fkey;
alter table intake.report_area drop constraint report_area_report_id_revision_fkey;
alter table intake.report_area drop constraint report_area_area_id_fkey;
