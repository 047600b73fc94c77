-- Writes down what has happened to a plan, or to a spike before there is one, under its partnership's next number. Always 1 row: its partnership and number, and whether anybody
-- is to be brought it. The inbox lets a message through once; unique (id), the message's own, would stop a second. Used by PublishOutward.
-- @id, @subject uuid: the activation's or the spike's; @type text; @now instant
with told as (
    select plan.id, plan.partnership_id, jsonb_build_object(
        'activation', plan.id,
        'criterion', plan.criterion_id,
        'agreementVersion', plan.agreement_version,
        'areas', (select jsonb_agg(jsonb_build_object('level', area.level, 'code', area.code) order by area.level, area.code)
                  from activation.covered_area as covered
                  join intake.area as area on area.id = covered.area_id
                  where covered.activation_id = plan.id),
        'startedAt', plan.started_at,
        'endedAt', plan.ended_at,
        'endReason', plan.end_reason) as data
    from activation.activation as plan
    where plan.id = @subject
    union all
    select spike.id, spike.partnership_id, jsonb_build_object(
        'spike', spike.id,
        'criterion', spike.criterion_id,
        'agreementVersion', spike.agreement_version,
        'areas', jsonb_build_array(jsonb_build_object('level', area.level, 'code', area.code)),
        'firedOn', spike.fired_on)
    from detection.spike
    join intake.area as area on area.id = spike.area_id
    where spike.id = @subject
), counted as (
    insert into outward.journal as journal (partnership_id, last_number)
    select partnership_id, 1 from told
    on conflict (partnership_id) do update set last_number = journal.last_number + 1
    returning partnership_id, last_number
)
insert into outward.event (partnership_id, number, id, type, subject, occurred_at, data)
select told.partnership_id, counted.last_number, @id, @type, told.id, @now, told.data
from told
join counted using (partnership_id)
returning partnership_id, number, exists (
    select from outward.webhook where webhook.partnership_id = event.partnership_id and webhook.stopped_at is null) as is_awaited;
