-- An announced visit can be moved to make room for one that would have no place. Calendars know the newer from the older by this number.
alter table reactions.station_visit add column revision int not null default 0 check (revision >= 0);
