-- Plans the messages of some steps of an activation to the neighbour friends, associations and members of its areas, each once, in one statement;
-- not of a step whose gate is shut or that is taken out.
-- Rows: one for each such step, with how many of its messages wait to be sent. Guarded by the primary key (stable ids): a second run adds nothing.
-- By the first agreed channel that is open to the person, else skipped with the reason (NeighbourRoute); not before their quiet hours are over.
-- Used by PlanNeighbourMessages.
-- @activation_id uuid; @step_ids text[]; @channels text[]: in the agreed order; @at_night bool; @now instant
-- @starts timestamptz[], @quiet_froms, @quiet_tos time[], @not_befores timestamptz[]: for each start and quiet hours, when a message may leave
with step as (
    select activation.id, activation.partnership_id, activation.fired_month, task.step_id, task.reaction, task.template,
        greatest(task.starts_at, task.gate_opened_at) as starts_at,
        case task.reaction when 'MemberAlert' then array['member'] else array['neighbour-friend', 'association'] end as roles
    from activation.task
    join activation.activation on activation.id = task.activation_id
    where activation.id = @activation_id and activation.ended_at is null
        and task.reaction in ('NeighbourMessage', 'MemberAlert') and task.template is not null and task.step_id = any(@step_ids) and task.state not in ('Waiting', 'NotPossible')
), addressed as (
    select step.*, friend.id as friend_id, friend.language, coalesce(quiet.not_before, step.starts_at) as not_before, route.channel, route.reason
    from step
    join reactions.neighbour_friend as friend on friend.role = any(step.roles) and friend.id in (
        select home.neighbour_friend_id
        from activation.covered_area as covered
        join reactions.neighbour_friend_area as home on home.area_id = covered.area_id
        where covered.activation_id = @activation_id)
    left join unnest(@starts::timestamptz[], @quiet_froms::time[], @quiet_tos::time[], @not_befores::timestamptz[]) as quiet (starts_at, quiet_from, quiet_to, not_before)
        on quiet.starts_at = step.starts_at and quiet.quiet_from = friend.quiet_from and quiet.quiet_to = friend.quiet_to
    cross join lateral delivery.neighbour_route(friend, @channels::text[], (coalesce(quiet.not_before, step.starts_at) at time zone 'Europe/Copenhagen')::date) as route
), planned as (
    insert into delivery.delivery (fired_month, id, activation_id, partnership_id, step_id, kind, recipient_kind, recipient_id, channel, template, language,
        state, not_before, daytime_only, settled_at, reason, agreed_channels)
    select fired_month, plumbing.stable_id(id || '/' || step_id || '/NeighbourFriend/' || friend_id), id, partnership_id, step_id, reaction, 'NeighbourFriend', friend_id,
        channel, template, language,
        case when reason is null then 'Planned' else 'Skipped' end, not_before, not @at_night::bool,
        case when reason is not null then @now::timestamptz end, reason, @channels::text[]
    from addressed
    on conflict do nothing
    returning step_id, state
)
select step.step_id, (count(*) filter (where planned.state = 'Planned'))::int as waiting
from step
left join planned on planned.step_id = step.step_id
group by step.step_id
order by step.step_id;
