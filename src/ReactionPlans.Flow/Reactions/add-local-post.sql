-- Keeps the ready text of a local post. 1 row: new. 0 rows: it was there. Guarded by the primary key. Used by PlanLocalPosts.
-- @activation_id uuid; @partnership_id, @step_id, @text text; @now instant
insert into reactions.local_post (activation_id, partnership_id, step_id, text, prepared_at)
values (@activation_id, @partnership_id, @step_id, @text, @now)
on conflict do nothing;
