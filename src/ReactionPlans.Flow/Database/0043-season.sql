-- A plan can start by the calendar. It ends with its week, and makes way for the plan of a rise.
alter table detection.spike drop constraint spike_end_reason_check;
alter table detection.spike add constraint spike_end_reason_check
    check (end_reason in ('fallen', 'withdrawn', 'one-of-many', 'rule-changed', 'district-wide', 'season-over'));

alter table activation.activation drop constraint activation_end_reason_check;
alter table activation.activation add constraint activation_end_reason_check
    check (end_reason in ('fallen', 'withdrawn', 'one-of-many', 'maximum', 'stopped', 'season-over', 'overtaken'));

-- An area whose plan follows the calendar has no rise.
create or replace function access.aggregates(since date) returns table (
    partnership_id text, activations int, running int, letters int, areas_in_rise int)
    language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
    select partnership.id,
        (select count(*) from activation.activation as activation
            where activation.partnership_id = partnership.id and activation.fired_on >= since)::int,
        (select count(*) from activation.activation as activation
            where activation.partnership_id = partnership.id and activation.ended_at is null)::int,
        (select count(*) from delivery.delivery as delivery
            where delivery.partnership_id = partnership.id and delivery.kind = 'Letter' and delivery.state = 'Accepted'
                and delivery.fired_month >= date_trunc('month', since))::int,
        (select count(distinct state.area_id) from detection.criterion_state as state
            where state.partnership_id = partnership.id and state.phase = 'Fired'
                and not exists (select from detection.spike as season where season.id = state.spike_id and season.evidence ->> 'season' is not null))::int
    from (select distinct version.partnership_id from agreements.version as version) as partnership (id)
$$;
