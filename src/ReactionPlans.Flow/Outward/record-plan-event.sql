-- Writes down what has happened to a plan, under its partnership's next number. Always 1 row: its partnership and number, and whether anybody is to be brought it. The inbox lets a message through once;
-- unique (id), the message's own, would stop a second. Used by PublishOutward.
-- @id, @activation_id uuid; @type text; @now instant
with plan as (
    select activation.*
    from activation.activation
    where activation.id = @activation_id
), counted as (
    insert into outward.journal as journal (partnership_id, last_number)
    select partnership_id, 1 from plan
    on conflict (partnership_id) do update set last_number = journal.last_number + 1
    returning partnership_id, last_number
)
insert into outward.event (partnership_id, number, id, type, subject, occurred_at, data)
select plan.partnership_id, counted.last_number, @id, @type, plan.id, @now, jsonb_build_object(
    'activation', plan.id,
    'criterion', plan.criterion_id,
    'agreementVersion', plan.agreement_version,
    'areas', (select jsonb_agg(jsonb_build_object('level', area.level, 'code', area.code) order by area.level, area.code)
              from activation.covered_area as covered
              join intake.area as area on area.id = covered.area_id
              where covered.activation_id = plan.id),
    'startedAt', plan.started_at,
    'endedAt', plan.ended_at,
    'endReason', plan.end_reason)
from plan
join counted using (partnership_id)
returning partnership_id, number, exists (
    select from outward.webhook where webhook.partnership_id = event.partnership_id and webhook.stopped_at is null) as is_awaited;
