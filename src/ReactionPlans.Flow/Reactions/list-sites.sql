-- Every site a station can stand at. Rows: the sites. Used by StationFacts.
select id, kind, latitude, longitude, opening_hours
from reactions.site
order by id;
