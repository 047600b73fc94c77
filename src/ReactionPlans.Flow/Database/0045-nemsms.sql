-- NemSMS: the last way to a resident, for those who have signed up for it, where neither Digital Post nor paper brings the letter.
alter table reactions.resident
    -- Signed up for NemSMS, as the municipality's extract says; the number is known to NemSMS alone.
    add column nem_sms boolean not null default false;

alter table delivery.delivery
    -- The ways that are left if the row's channel does not reach its recipient, the next one first; as agreed when it was planned.
    add column instead text[] not null default '{}';
update delivery.delivery set instead = '{print}' where paper_instead and channel = 'digital-post';
alter table delivery.delivery drop column paper_instead;

alter table delivery.delivery drop constraint delivery_channel_check;
alter table delivery.delivery add constraint delivery_channel_check check (channel in ('digital-post', 'print', 'nemsms', 'mail', 'sms', 'push', 'none'));
