-- Plans what follows on an activation's alerts, an update or its last message, to everyone they reached, or may still reach, by the same channel.
-- Rows: how many are new. An alert that is being sent at this moment counts: what follows waits in release-due.sql until the alert is settled, and
-- skip-untold.sql drops it if the alert never arrived. Guarded by the primary key (stable ids). Used by PlanAllClear and PlanUpdate.
-- @activation_id uuid; @step_id, @kind, @template text; @now instant
insert into delivery.delivery (fired_month, id, activation_id, partnership_id, step_id, kind, recipient_kind, recipient_id, channel, template, language,
    state, not_before, daytime_only, instead, agreed_channels)
select distinct on (recipient_kind, recipient_id) fired_month,
    plumbing.stable_id(@activation_id::uuid || '/' || @step_id::text || '/' || recipient_kind || '/' || recipient_id), @activation_id::uuid, partnership_id, @step_id::text, @kind::text,
    recipient_kind, recipient_id, channel, @template::text, language, 'Planned', @now::timestamptz, daytime_only, instead, agreed_channels
from delivery.delivery
where activation_id = @activation_id and kind in ('Letter', 'NeighbourMessage', 'MemberAlert')
    and state in ('Planned', 'Released', 'Sending', 'Accepted')
order by recipient_kind, recipient_id, (state = 'Accepted') desc, step_id
on conflict do nothing;
