-- Areas that spike together can be answered together: of one agreement, or of neighbouring ones. Each partnership's own rule still decides for its
-- own questions; together they only wait for each other, and never longer than their own deadlines.
create table decision.joint (
    id uuid primary key,
    offered_at timestamptz not null,
    -- Set when nothing is left to wait for: all approved together, or too few stayed.
    settled_at timestamptz,
    outcome text check (outcome in ('Together', 'Dissolved')),
    check ((settled_at is null) = (outcome is null))
);

create table decision.joint_member (
    joint_id uuid not null references decision.joint,
    spike_id uuid not null references decision.question,
    partnership_id text not null,
    -- The area here and not by the spike: the other partnerships see which area it is, and nothing else of the spike.
    area_id int not null references intake.area,
    -- When it was answered for itself, held, or over.
    left_at timestamptz,
    -- When the others were told that this partnership has approved.
    approval_told_at timestamptz,
    primary key (joint_id, spike_id)
);
create unique index one_offer_at_a_time on decision.joint_member (spike_id) where left_at is null;

grant select, insert, update on decision.joint, decision.joint_member to reactionplans_app;

-- An approval that waits for the other members of the offer; null: for this question alone.
alter table decision.answer add column joint_id uuid references decision.joint;

-- The areas a plan is for, each with the spike that brought it in: more than one where several were answered together.
create table activation.covered_area (
    activation_id uuid not null references activation.activation,
    partnership_id text not null,
    area_id int not null references intake.area,
    spike_id uuid not null,
    ended_at timestamptz,
    primary key (activation_id, area_id)
);
create unique index one_running_plan_per_covered_area on activation.covered_area (partnership_id, area_id) where ended_at is null;
insert into activation.covered_area (activation_id, partnership_id, area_id, spike_id, ended_at)
select id, partnership_id, area_id, spike_id, ended_at from activation.activation;
grant select, insert, update on activation.covered_area to reactionplans_app;

-- The plans of other partnerships that started with this one.
alter table activation.activation add column joint_id uuid;

-- The offers in which the scope's partnerships have a question. As the owner, so that the policy does not ask itself.
create function access.joints() returns uuid[] language sql stable parallel safe security definer
    set search_path = pg_catalog, pg_temp
    return (select coalesce(array_agg(distinct member.joint_id), '{}')
        from decision.joint_member as member
        where member.partnership_id = any(access.partnerships()));
grant execute on function access.joints() to reactionplans_app;

do $$
declare
    flow constant text := '(select access.sees_everything())';
    own constant text := flow || ' or partnership_id = any((select access.partnerships())::text[])';
begin
    perform access.protect('decision.joint', flow || ' or id = any((select access.joints())::uuid[])', flow);
    perform access.protect('decision.joint_member', flow || ' or joint_id = any((select access.joints())::uuid[])', flow);
    perform access.protect('activation.covered_area', own, own);
end
$$;
