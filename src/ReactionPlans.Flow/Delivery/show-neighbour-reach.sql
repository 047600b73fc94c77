-- To whom the messages to the register would go if a plan began now in one area, in numbers: what plan-neighbour-messages.sql would decide, which a test holds this against.
-- Rows: one for each step, role, channel, language and reason to skip (null: it goes), with how many people. Reads only; nobody is named.
-- Used by the console's page of the whole plan.
-- @level, @area_code text; @step_ids, @reactions text[] and @days date[] (on which it would go), side by side; @channels text[]: in the agreed order
select step.step_id, friend.role, route.channel, friend.language, route.reason, count(*)::int as people
from unnest(@step_ids::text[], @reactions::text[], @days::date[]) as step (step_id, reaction, day)
join reactions.neighbour_friend as friend
    on friend.role = any(case step.reaction when 'MemberAlert' then array['member'] else array['neighbour-friend', 'association'] end)
    and friend.id in (
        select home.neighbour_friend_id
        from reactions.neighbour_friend_area as home
        join intake.area on area.id = home.area_id
        where area.level = @level and area.code = @area_code)
cross join lateral delivery.neighbour_route(friend, @channels::text[], step.day) as route
group by step.step_id, friend.role, route.channel, friend.language, route.reason
order by step.step_id, friend.role desc, route.reason nulls first, route.channel, friend.language;
