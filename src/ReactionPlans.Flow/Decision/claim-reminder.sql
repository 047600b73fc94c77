-- Claims one question whose reminder is due, and takes the reminder away. 0 rows: none is due. Guarded by for update skip locked. Used by SettleOverdue.
-- @now instant
update decision.question
set remind_at = null
where spike_id = (
    select spike_id
    from decision.question
    where state in ('Open', 'Returned') and remind_at <= @now and deadline_at > @now
    order by remind_at
    limit 1
    for update skip locked)
returning spike_id, partnership_id, agreement_version, round, asked_people;
