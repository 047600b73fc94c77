-- A plan that runs can be corrected: steps are taken out of it, and whoever was told of the rise is told what was wrong.
create table activation.correction (
    activation_id uuid not null references activation.activation,
    -- From 1, in their order.
    number int not null check (number >= 1),
    partnership_id text not null,
    person_id text not null,
    -- As they are sent on.
    words text not null,
    taken_out text[] not null,
    corrected_at timestamptz not null,
    primary key (activation_id, number)
);
grant select, insert on activation.correction to reactionplans_app;

select access.protect('activation.correction',
    '(select access.sees_everything()) or partnership_id = any((select access.partnerships())::text[])',
    '(select access.sees_everything()) or partnership_id = any((select access.partnerships())::text[])');

alter table delivery.delivery drop constraint delivery_kind_check;
alter table delivery.delivery add constraint delivery_kind_check
    check (kind in ('Letter', 'NeighbourMessage', 'MemberAlert', 'Notice', 'AllClear', 'StillHigh', 'Correction', 'Update'));
