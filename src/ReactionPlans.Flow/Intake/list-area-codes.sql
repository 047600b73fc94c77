-- Every area by its level and code. Reads only. Used by CoarsenPlaces.
select id, level, code from intake.area;
