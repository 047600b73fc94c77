-- Every area by its name, without its shape, in order of code. Used by CalmAgreements.
select area.id, area.code, area.name, area.level from intake.area as area order by area.code collate "C", area.id;
