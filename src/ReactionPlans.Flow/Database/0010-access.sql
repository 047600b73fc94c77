-- Who may see what: accounts and what they belong to, an append-only account of who did what, and the partnership's id on every row
-- that belongs to one. The policies that go by it are in 0019, after every table is there.
create schema access;
grant usage on schema access to reactionplans_app;

-- Local accounts, for the demo and for installations without a sign-in of their own. The password is stored hashed.
alter table plumbing.account set schema access;

-- What an account works as. Several rows: several partnerships, and the person chooses.
create table access.membership (
    id bigint generated always as identity primary key,
    user_name text not null references access.account on delete cascade,
    -- A person of a partnership's agreement; the role is the one the agreement in force gives.
    partnership_id text,
    person_id text,
    -- Only for those who belong to no partnership.
    role text,
    created_at timestamptz not null,
    check (case when partnership_id is null
        then person_id is null and role is not null and role in ('national-secretariat', 'administrator')
        else person_id is not null and role is null end)
);
create unique index membership_once on access.membership (user_name, coalesce(partnership_id, ''), coalesce(role, ''));

insert into access.membership (user_name, partnership_id, person_id, created_at)
select user_name, partnership_id, person_id, created_at from access.account;
alter table access.account drop column partnership_id, drop column person_id;

-- Who did what, when, to what: written in the transaction of the act itself. Ids only, never a name, an address or a case number.
create table access.audit_entry (
    id bigint generated always as identity primary key,
    at timestamptz not null,
    actor_kind text not null check (actor_kind in ('person', 'account', 'api-key', 'program')),
    actor text not null,
    -- Null: it concerns the installation, not one partnership.
    partnership_id text,
    action text not null,
    subject_kind text,
    subject_id text,
    detail jsonb
);
create index audit_entry_by_partnership on access.audit_entry (partnership_id, id desc);

-- Append-only for every role, the owner too; only a superuser, who could drop the trigger anyway, gets past it.
create function access.refuse_change() returns trigger language plpgsql as $$
begin
    if (select rolsuper from pg_roles where rolname = current_user) then
        return case tg_op when 'DELETE' then old else new end;
    end if;
    raise exception '% is append-only', tg_table_schema || '.' || tg_table_name using errcode = 'insufficient_privilege';
end
$$;
create trigger audit_entry_stays before update or delete on access.audit_entry for each row execute function access.refuse_change();
create trigger audit_stays before truncate on access.audit_entry for each statement execute function access.refuse_change();

grant select, insert, update, delete on access.account, access.membership to reactionplans_app;
grant select, insert on access.audit_entry to reactionplans_app;

-- Which areas a version covers, beside the YAML that says it: codes, or '{*}' for every area of the level. Null: not filled yet
-- (Migrator does, from the YAML), and then it shows nothing.
alter table agreements.version add column area_codes text[];

-- The partnership's id on every row that belongs to one.
alter table activation.joined_spike add column partnership_id text;
alter table activation.task add column partnership_id text;
alter table decision.answer add column partnership_id text;
alter table delivery.delivery add column partnership_id text;
alter table reactions.station_visit add column partnership_id text;
alter table reactions.local_post add column partnership_id text;
alter table evaluation.closing_report add column partnership_id text;

update activation.joined_spike as row set partnership_id = parent.partnership_id from activation.activation as parent where parent.id = row.activation_id;
update activation.task as row set partnership_id = parent.partnership_id from activation.activation as parent where parent.id = row.activation_id;
update decision.answer as row set partnership_id = parent.partnership_id from decision.question as parent where parent.spike_id = row.spike_id;
update delivery.delivery as row set partnership_id = parent.partnership_id from activation.activation as parent where parent.id = row.activation_id;
-- A notice about a question can lie under an activation that never came; its recipient is 'partnership/person'.
update delivery.delivery set partnership_id = split_part(recipient_id, '/', 1) where partnership_id is null and recipient_kind = 'Person';
update reactions.station_visit as row set partnership_id = parent.partnership_id from activation.activation as parent where parent.id = row.activation_id;
update reactions.local_post as row set partnership_id = parent.partnership_id from activation.activation as parent where parent.id = row.activation_id;
update evaluation.closing_report as row set partnership_id = parent.partnership_id from activation.activation as parent where parent.id = row.activation_id;

alter table activation.joined_spike alter column partnership_id set not null;
alter table activation.task alter column partnership_id set not null;
alter table decision.answer alter column partnership_id set not null;
alter table delivery.delivery alter column partnership_id set not null;
alter table reactions.station_visit alter column partnership_id set not null;
alter table reactions.local_post alter column partnership_id set not null;
alter table evaluation.closing_report alter column partnership_id set not null;
