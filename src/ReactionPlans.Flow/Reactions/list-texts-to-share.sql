-- The texts that the people of a partnership take further themselves, in its plans that run: posts, and invitations to a walk or a meeting. Rows: one for each, the newest plan first.
-- Reads only. Used by the console's page of messages.
-- @partnership_id text
select plan.id as activation_id, task.step_id, task.reaction, task.task_name, task.state, post.text,
    (select array_agg(place.code order by place.code collate "C") from activation.covered_area as covered join intake.area as place on place.id = covered.area_id
        where covered.activation_id = plan.id) as area_codes,
    (select string_agg(place.code || ' ' || place.name, ', ' order by place.code collate "C") from activation.covered_area as covered join intake.area as place on place.id = covered.area_id
        where covered.activation_id = plan.id) as places
from activation.activation as plan
join activation.task on task.activation_id = plan.id
join reactions.local_post as post on post.activation_id = plan.id and post.step_id = task.step_id
where plan.partnership_id = @partnership_id and plan.ended_at is null and task.state not in ('NotPossible', 'Cancelled')
order by plan.started_at desc, plan.id, task.step_order;
