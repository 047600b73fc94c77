-- Opens a district-wide rise, to be told once. 0 rows: it was opened before. Guarded by the primary key (stable ids). Used by DistrictNotice.
-- @id uuid; @partnership_id, @offence_id, @criterion_id text; @agreement_version, @areas, @alarms int; @day date; @level double precision or null
insert into detection.district_rise (id, partnership_id, agreement_version, offence_id, criterion_id, began_on, last_day, areas, alarms, level)
values (@id, @partnership_id, @agreement_version, @offence_id, @criterion_id, @day, @day, @areas, @alarms, @level)
on conflict do nothing;
