-- Drops the last message, or an update, to those whose alert came to nothing: an all-clear for something they never heard of would only frighten. Rows: how many.
-- Used by ReleaseDue.
-- @now instant
update delivery.delivery as last
set state = 'Skipped', reason = 'not-alerted', settled_at = @now
where last.state = 'Planned' and last.kind in ('AllClear', 'StillHigh', 'Correction', 'Update')
    and not exists (
        select from delivery.delivery as alert
        where alert.activation_id = last.activation_id and alert.recipient_kind = last.recipient_kind and alert.recipient_id = last.recipient_id
            and alert.kind in ('Letter', 'NeighbourMessage', 'MemberAlert') and alert.state in ('Planned', 'Released', 'Sending', 'Accepted'));
