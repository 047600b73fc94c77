-- When the neighbour steps of an activation start, with the quiet hours that people of its areas have. Rows: one for each start and quiet hours; most have none.
-- Used by PlanNeighbourMessages.
-- @activation_id uuid; @step_ids text[]
select distinct greatest(task.starts_at, task.gate_opened_at) as starts_at, friend.quiet_from, friend.quiet_to
from activation.task
join activation.covered_area as covered on covered.activation_id = task.activation_id
join reactions.neighbour_friend_area as home on home.area_id = covered.area_id
join reactions.neighbour_friend as friend on friend.id = home.neighbour_friend_id
where task.activation_id = @activation_id and task.step_id = any(@step_ids) and task.reaction in ('NeighbourMessage', 'MemberAlert') and friend.quiet_from is not null;
