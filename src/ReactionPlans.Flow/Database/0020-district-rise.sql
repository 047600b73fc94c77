-- A rise of the whole district: its parties are told once of all the areas together.
create table detection.district_rise (
    id uuid primary key,
    partnership_id text not null,
    -- The version whose people are told.
    agreement_version int not null,
    offence_id text not null,
    criterion_id text not null,
    began_on date not null,
    -- The latest day that was district-wide; two weeks without one end the rise.
    last_day date not null,
    -- As they were on the first day.
    areas int not null,
    alarms int not null,
    -- Null where it was not reckoned.
    level double precision,
    unique (partnership_id, offence_id, began_on)
);
grant select, insert, update on detection.district_rise to reactionplans_app;

select access.protect('detection.district_rise',
    '(select access.sees_everything()) or partnership_id = any((select access.partnerships())::text[])', '(select access.sees_everything())');

-- A spike of a day that turns out, at its end, to be the whole district's ends as such.
alter table detection.spike drop constraint spike_end_reason_check;
alter table detection.spike add constraint spike_end_reason_check check (end_reason in ('fallen', 'withdrawn', 'rule-changed', 'district-wide'));
