-- The school holidays of each municipality, for the seasons of agreements. A correction is a newer row: days that are judged went by the older.
create table intake.school_holiday (
    -- Four-digit code, as in the agreement.
    municipality text not null,
    -- In small letters.
    name text not null,
    first_day date not null,
    last_day date not null,
    known_at timestamptz not null,
    -- A holiday is the same one as before if it has the same name and begins in the same year.
    year int not null generated always as (extract(year from first_day)::int) stored,
    check (last_day >= first_day),
    primary key (municipality, name, year, known_at)
);
grant select, insert on intake.school_holiday to reactionplans_app;
select access.protect('intake.school_holiday', '(select access.is_somebody())', '(select access.sees_everything())');
