-- Each plan has a public page, which its letters name, so that a reader can check that a letter is genuine.
-- The code follows from the plan's id (PublicCode), so it is kept nowhere but in the index.
create index activation_by_public_code on activation.activation (substr(encode(sha256(uuid_send(id)), 'hex'), 1, 12));

-- Whose plan a code is of: a plan that runs, or ended in the last 90 days. For readers whom nobody knows, so it tells nothing else.
create function access.public_plan(code text, now timestamptz) returns table (activation_id uuid, partnership_id text)
    language sql stable security definer set search_path = pg_catalog, pg_temp
as $$
    select plan.id, plan.partnership_id
    from activation.activation as plan
    where substr(encode(sha256(uuid_send(plan.id)), 'hex'), 1, 12) = code and (plan.ended_at is null or plan.ended_at > now - interval '90 days')
    order by plan.started_at desc
    limit 1
$$;
