-- How far the rest of the flow is behind the intake: messages that are not handled (broker: that have not left), and areas that have changed since some
-- partnership last judged them. Reads only. Used by IntakePressure.
-- @messages_at_most int: no more are counted than are needed to know
select (select count(*) from (select from plumbing.outbox where parked_at is null limit @messages_at_most + 1) as waiting)::int as messages,
    (select count(*) from intake.area_change as change
        where exists (
            select from detection.judged as partnership
            left join detection.judged_area as judged on judged.partnership_id = partnership.partnership_id and judged.area_id = change.area_id
            where judged.change_number is null or judged.change_number < change.change_number))::int as areas;
