-- NemSMS: the last way to a resident, for those who have signed up for it, where neither Digital Post nor paper brings the letter.
alter table reactions.resident
    -- Signed up for NemSMS, as the municipality's extract says; the number is known to NemSMS alone.
    add column nem_sms boolean not null default false;

alter table delivery.delivery
    -- The ways that are left if the row's channel does not reach its recipient, the next one first; as agreed when it was planned.
    add column instead text[] not null default '{}';
update delivery.delivery set instead = '{print}' where paper_instead and channel = 'digital-post';
alter table delivery.delivery drop column paper_instead;

-- The ways by which a letter can reach one resident, the first one first: those that the parties have agreed on and that are open to the resident.
create function delivery.letter_ways(resident reactions.resident, digital_post boolean, print boolean, nem_sms boolean) returns text[]
    language sql immutable
as $$
    select array_remove(array[
        case when resident.digital_post and letter_ways.digital_post then 'digital-post' end,
        case when letter_ways.print then 'print' end,
        case when resident.nem_sms and letter_ways.nem_sms then 'nemsms' end], null)
$$;
grant execute on function delivery.letter_ways to reactionplans_app;

alter table delivery.delivery drop constraint delivery_channel_check;
alter table delivery.delivery add constraint delivery_channel_check check (channel in ('digital-post', 'print', 'nemsms', 'mail', 'sms', 'push', 'none'));
