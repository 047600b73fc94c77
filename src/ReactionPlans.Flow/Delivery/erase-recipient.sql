-- Takes the recipient off everything that was sent or was to be sent to one person; what has not left does not leave. Rows: one for each, with its plan and whether it was taken back.
-- That something was sent stays, under a name that leads to nobody; one name for all of it, so that what followed on an alert still does.
-- A row being sent at this moment is settled by its answer. Every letter is looked through: a person asks for it. Used by PersonBook.
-- @recipient_kind, @recipient_id, @nobody text; @now instant
with theirs as (
    select delivery.fired_month, delivery.id, delivery.state in ('Planned', 'Released') as is_waiting
    from delivery.delivery
    where delivery.recipient_kind = @recipient_kind and delivery.recipient_id = @recipient_id
    for update
)
update delivery.delivery
set recipient_id = @nobody, state = case when theirs.is_waiting then 'Skipped' else delivery.state end,
    reason = case when theirs.is_waiting then 'recipient-gone' else delivery.reason end, settled_at = case when theirs.is_waiting then @now else delivery.settled_at end
from theirs
where delivery.fired_month = theirs.fired_month and delivery.id = theirs.id
returning delivery.activation_id, theirs.is_waiting;
