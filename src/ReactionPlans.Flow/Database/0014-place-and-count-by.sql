-- Every drawing an area has had, so that counts can be rebuilt as known then with the areas as drawn then.
-- intake.area holds the newest, and intake.report_area where reports lie by it.
create table intake.area_version (
    area_id int not null references intake.area,
    -- The area's own shape_number when it was drawn so: rises with each drawing.
    shape_number bigint not null,
    name text not null,
    geometry text not null,
    known_at timestamptz not null,
    primary key (area_id, shape_number)
);
insert into intake.area_version (area_id, shape_number, name, geometry, known_at)
select id, shape_number, name, geometry, changed_at from intake.area;

-- Added to and never changed.
grant select, insert on intake.area_version to reactionplans_app;

-- A criterion that weighs its reports by when they happened counts in fractions.
alter table detection.criterion_state alter column count_at_firing type double precision;
