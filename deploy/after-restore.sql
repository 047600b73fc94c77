-- What a restored database must know before a host works in it. Run by deploy/restore.sh, as the owner, in the restore's own transaction.
-- A backup remembers an instant. What was handed to a carrier after it, and what stood in RabbitMQ's queues at it, is not in it.
-- :hold_mails bool (psql): whether mails that were due wait for a person, because no mail server can be asked what it has taken.

-- 1. Whatever was due may be out. The reason says so: its carrier is asked by the delivery's id before anything is sent (mark-sending.sql), and the
-- register's changes do not lead it another way meanwhile (route-waiting.sql). It leaves its batch, whose order may have been lost with a queue.
with doubtful as (
    update delivery.delivery
    set state = 'Planned', batch_id = null, sending_at = null, attempts = 0, reason = 'no-answer'
    where state in ('Released', 'Sending') or (state = 'Planned' and not_before <= now())
    returning channel
)
select count(*) || ' messages may be out already: their carriers are asked first.' from doubtful where channel <> 'mail' or not :'hold_mails'::boolean;

-- The console's Fastkørt shows them, and sends them when a person says so (StuckDelivery.HeldByRestore).
with held as (
    update delivery.delivery
    set state = 'Failed', reason = 'restored', settled_at = now()
    where :'hold_mails'::boolean and channel = 'mail' and state = 'Planned' and reason = 'no-answer'
    returning id
)
select count(*) || ' mails are held: Fastkørt lists them.' from held;

-- 2. What had been published and not yet heard is told again from the facts, each to the one hop that has not acted on it. A hop that has
-- all the same finds its work done. The ids are made from what is told: running this twice tells it once.
with edge as (
    select coalesce(max(taken_at), now()) - interval '1 day' as since from plumbing.inbox -- the last day before the backup
), told (consumer, type, about, body) as (
    select 'judge-areas', 'AreasChanged', '', jsonb_build_object('source', 'restore')
    union all -- a rise that nobody has been asked about
    select 'open-decision', 'SpikeDetected', spike.id::text, jsonb_build_object('spikeId', spike.id)
    from detection.spike
    where spike.level = 'Activate' and spike.ended_on is null and not exists (select from decision.question where question.spike_id = spike.id)
    union all -- a question whose rise is over
    select 'lapse-question', 'RateFell', spike.id::text, jsonb_build_object('spikeId', spike.id)
    from decision.question
    join detection.spike on spike.id = question.spike_id
    where question.state in ('Open', 'Returned', 'Held') and spike.ended_on is not null
    union all -- people who are asked
    select 'notify-parties', 'DecisionAsked', question.spike_id || '/' || question.round, jsonb_build_object('spikeId', question.spike_id, 'round', question.round)
    from decision.question
    where question.state in ('Open', 'Returned')
    union all -- an approval without its plan
    select 'start-activation', 'PlanActivated', question.spike_id::text, jsonb_build_object('spikeId', question.spike_id)
    from decision.question
    join detection.spike on spike.id = question.spike_id
    where question.state = 'Approved' and spike.ended_on is null
        and not exists (select from activation.activation where activation.spike_id = question.spike_id)
        and not exists (select from activation.joined_spike where joined_spike.spike_id = question.spike_id)
    union all -- a step that is open and has planned nothing
    select hop.consumer, 'GateOpened', task.activation_id || '/' || task.step_id, jsonb_build_object('activationId', task.activation_id, 'stepId', task.step_id)
    from activation.task
    join activation.activation on activation.id = task.activation_id and activation.ended_at is null
    join (values
        ('Letter', 'plan-letters'),
        ('NeighbourMessage', 'plan-neighbour-messages'),
        ('MemberAlert', 'plan-neighbour-messages'),
        ('MobileStation', 'plan-mobile-station')) as hop (reaction, consumer) on hop.reaction = task.reaction
    where task.state not in ('Waiting', 'NotPossible')
        and not exists (select from delivery.delivery where delivery.activation_id = task.activation_id and delivery.step_id = task.step_id)
        and not exists (select from reactions.station_visit as visit where visit.activation_id = task.activation_id and visit.step_id = task.step_id)
    union all
    select consumer, 'ActivationStarted', activation.id::text, jsonb_build_object('activationId', activation.id)
    from activation.activation
    cross join unnest(array['plan-local-posts', 'notify-parties']) as consumer
    where activation.ended_at is null
    union all
    select consumer, 'ActivationEnded', activation.id::text, jsonb_build_object('activationId', activation.id)
    from edge
    join activation.activation on activation.ended_at >= edge.since
    cross join unnest(array['plan-all-clear', 'evaluate', 'notify-parties']) as consumer
    union all -- the parties' own systems: only what is not on their list yet, for each message would be a line of its own
    select 'publish-outward', event.message, activation.id::text, jsonb_build_object('activationId', activation.id)
    from edge
    join activation.activation on greatest(activation.started_at, activation.ended_at) >= edge.since
    join (values ('ActivationStarted', 'plan.started'), ('ActivationEnded', 'plan.ended')) as event (message, type)
        on event.type = 'plan.started' or activation.ended_at is not null
    where not exists (select from outward.event as known where known.subject = activation.id and known.type = event.type)
), added as (
    insert into plumbing.outbox (message_id, consumer, type, body, created_at)
    select plumbing.stable_id('restored/' || edge.since || '/' || consumer || '/' || type || '/' || about), consumer, type, body, now()
    from told
    cross join edge
    on conflict do nothing
    returning id
)
select count(*) || ' facts are told again, in case nobody had heard them.' from added;
