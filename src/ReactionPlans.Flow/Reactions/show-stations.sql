-- The mobile police stations, in order of name. Rows: one for each. Reads only. Used by the console's page of the stations.
select id, name, crew_hours, capacity
from reactions.station
order by name, id;
