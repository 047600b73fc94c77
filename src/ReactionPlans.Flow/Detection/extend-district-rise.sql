-- Says that a district-wide rise lasts. 0 rows: none has had a day within the two weeks before, so this is a new one. Used by DistrictNotice.
-- @partnership_id, @offence_id text; @day, @not_before date
update detection.district_rise set last_day = greatest(last_day, @day::date)
where partnership_id = @partnership_id and offence_id = @offence_id and last_day >= @not_before;
