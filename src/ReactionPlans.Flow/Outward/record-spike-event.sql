-- Writes down what has happened to a spike before there is a plan, under its partnership's next number. Always 1 row: its partnership and number, and whether anybody is to be brought it. The inbox lets a message
-- through once; unique (id), the message's own, would stop a second. Used by PublishOutward.
-- @id, @spike_id uuid; @type text; @now instant
with risen as (
    select spike.id, spike.partnership_id, spike.criterion_id, spike.agreement_version, spike.fired_on, area.level, area.code
    from detection.spike
    join intake.area as area on area.id = spike.area_id
    where spike.id = @spike_id
), counted as (
    insert into outward.journal as journal (partnership_id, last_number)
    select partnership_id, 1 from risen
    on conflict (partnership_id) do update set last_number = journal.last_number + 1
    returning partnership_id, last_number
)
insert into outward.event (partnership_id, number, id, type, subject, occurred_at, data)
select risen.partnership_id, counted.last_number, @id, @type, risen.id, @now, jsonb_build_object(
    'spike', risen.id,
    'criterion', risen.criterion_id,
    'agreementVersion', risen.agreement_version,
    'areas', jsonb_build_array(jsonb_build_object('level', risen.level, 'code', risen.code)),
    'firedOn', risen.fired_on)
from risen
join counted using (partnership_id)
returning partnership_id, number, exists (
    select from outward.webhook where webhook.partnership_id = event.partnership_id and webhook.stopped_at is null) as is_awaited;
