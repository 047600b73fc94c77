-- The earliest instants at which something falls due. One row; null where nothing waits. Used by ReleaseDue.NextDue.
-- A last message or an update whose recipient's alert is not settled waits for an answer and not for a time, so it is left out.
select min(delivery.not_before) filter (where not delivery.daytime_only) as at_any_hour,
    min(delivery.not_before) filter (where delivery.daytime_only) as by_day
from delivery.delivery
where delivery.state = 'Planned'
    and (delivery.kind not in ('AllClear', 'StillHigh', 'Correction', 'Update') or not exists (
        select from delivery.delivery as before
        where before.activation_id = delivery.activation_id
            and before.recipient_kind = delivery.recipient_kind and before.recipient_id = delivery.recipient_id
            and (before.kind in ('Letter', 'NeighbourMessage', 'MemberAlert') or (before.kind = 'Update' and delivery.kind <> 'Update'))
            and before.state in ('Planned', 'Released', 'Sending')));
