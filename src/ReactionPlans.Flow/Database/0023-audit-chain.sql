-- Chains the account of who did what: each partnership's entries are numbered without gaps, and each holds the hash of the one before it and
-- its own, so that a row that is changed, removed, moved or added afterwards is found. Entries without a partnership are a chain of their own.
-- The hash is defined here and nowhere else in SQL; the program checks it by its own reading of the same form (Rules/Access/AuditChain, docs/audit.md).

alter table access.audit_entry
    add column number bigint,
    add column previous_hash bytea,
    add column entry_hash bytea;

-- Where each chain ends, apart from its entries: the last of them could otherwise be taken away without a trace. It is also the lock
-- under which a chain grows; whoever writes waits for the one before to commit.
create table access.audit_head (
    -- The partnership's id; '' is the installation's own.
    chain text primary key,
    last_number bigint not null,
    last_hash bytea not null
);

-- A field: its length in bytes, 32 bits, and its bytes; without a value only the length -1.
create function access.audit_field(value text) returns bytea language sql immutable parallel safe
    return coalesce(int4send(octet_length(convert_to(value, 'UTF8'))) || convert_to(value, 'UTF8'), '\xffffffff'::bytea);

create function access.audit_hash(entry access.audit_entry) returns bytea language sql stable parallel safe
    return sha256(
        access.audit_field('reactionplans-audit-1')
        || access.audit_field(encode((entry).previous_hash, 'hex'))
        || access.audit_field((entry).number::text)
        || access.audit_field((entry).id::text)
        || access.audit_field((extract(epoch from (entry).at) * 1000000)::bigint::text)
        || access.audit_field((entry).actor_kind)
        || access.audit_field((entry).actor)
        || access.audit_field((entry).partnership_id)
        || access.audit_field((entry).action)
        || access.audit_field((entry).subject_kind)
        || access.audit_field((entry).subject_id)
        || access.audit_field((entry).detail::text));

-- The entries that are there, in the order in which they were written.
alter table access.audit_entry disable trigger audit_entry_stays;
do $$
declare
    entry access.audit_entry;
    head access.audit_head;
begin
    for entry in select * from access.audit_entry order by coalesce(partnership_id, ''), id loop
        if head.chain is distinct from coalesce(entry.partnership_id, '') then
            if head.chain is not null then
                insert into access.audit_head values (head.chain, head.last_number, head.last_hash);
            end if;
            head := row (coalesce(entry.partnership_id, ''), 0, decode(repeat('00', 32), 'hex'));
        end if;
        entry.number := head.last_number + 1;
        entry.previous_hash := head.last_hash;
        entry.entry_hash := access.audit_hash(entry);
        update access.audit_entry set number = entry.number, previous_hash = entry.previous_hash, entry_hash = entry.entry_hash where id = entry.id;
        head.last_number := entry.number;
        head.last_hash := entry.entry_hash;
    end loop;
    if head.chain is not null then
        insert into access.audit_head values (head.chain, head.last_number, head.last_hash);
    end if;
end
$$;
alter table access.audit_entry enable trigger audit_entry_stays;

alter table access.audit_entry
    alter column number set not null,
    alter column previous_hash set not null,
    alter column entry_hash set not null;
create unique index audit_entry_in_chain on access.audit_entry (coalesce(partnership_id, ''), number);
drop index access.audit_entry_by_partnership;

-- Links a new entry, whatever it says about its place itself. As the owner: the app may not write where a chain ends.
create function access.link_entry() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    place constant text := coalesce(new.partnership_id, '');
    head access.audit_head;
begin
    select * into head from access.audit_head where chain = place for update;
    if not found then
        insert into access.audit_head values (place, 0, decode(repeat('00', 32), 'hex')) on conflict (chain) do nothing;
        -- Somebody else may have made it meanwhile, and then this waits for them.
        select * into strict head from access.audit_head where chain = place for update;
    end if;
    new.number := head.last_number + 1;
    new.previous_hash := head.last_hash;
    new.entry_hash := access.audit_hash(new);
    update access.audit_head set last_number = new.number, last_hash = new.entry_hash where chain = place;
    return new;
end
$$;
create trigger audit_entry_is_linked before insert on access.audit_entry for each row execute function access.link_entry();

-- A head only moves on by one: for the owner too, as the entries only grow for the owner too (0010).
create function access.refuse_other_head() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' and new.chain = old.chain and new.last_number = old.last_number + 1 then
        return new;
    end if;
    if (select rolsuper from pg_roles where rolname = current_user) then
        return case tg_op when 'DELETE' then old else new end;
    end if;
    raise exception '% is append-only', tg_table_schema || '.' || tg_table_name using errcode = 'insufficient_privilege';
end
$$;
create trigger audit_head_stays before update or delete on access.audit_head for each row execute function access.refuse_other_head();
create trigger audit_heads_stay before truncate on access.audit_head for each statement execute function access.refuse_change();

grant select on access.audit_head to reactionplans_app;
select access.protect('access.audit_head',
    '(select access.sees_everything()) or chain = any((select access.partnerships())::text[])',
    '(select access.sees_everything())');
