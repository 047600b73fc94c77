-- A municipality's school holidays, every version of them with when it became known. Reads only. Used by SchoolCalendars.
-- @municipality text: its four-digit code
select name, first_day, last_day, known_at
from intake.school_holiday
where municipality = @municipality
order by first_day, known_at;
