-- An all-clear or an update to somebody who got no alert, or before the alert; an all-clear while the number is still high. Used by Promises.
select format('All-clear %s of activation %s has no alert before it.', ending.id, ending.activation_id)
from delivery.delivery as ending
where ending.kind in ('AllClear', 'StillHigh', 'Correction', 'Update') and ending.state = 'Accepted'
    and not exists (
        select from delivery.delivery as alert
        where alert.fired_month = ending.fired_month and alert.activation_id = ending.activation_id
            and alert.kind in ('Letter', 'NeighbourMessage', 'MemberAlert')
            and alert.recipient_kind = ending.recipient_kind and alert.recipient_id = ending.recipient_id
            and alert.state = 'Accepted' and alert.settled_at <= ending.settled_at)
union all
select format('All-clear %s of activation %s went out although the spike had not ended.', ending.id, ending.activation_id)
from delivery.delivery as ending
join activation.activation as activation on activation.id = ending.activation_id
where ending.kind = 'AllClear' and activation.end_reason in ('maximum', 'stopped', 'season-over', 'overtaken');
