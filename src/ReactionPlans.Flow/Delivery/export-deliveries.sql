-- What was sent or was to be sent to one recipient, the oldest first: one row, a list as JSON. Every letter is looked through: a person asks for it. Used by PersonBook.
-- @recipient_kind, @recipient_id text
select coalesce(jsonb_agg(jsonb_build_object('id', message.id, 'partnership_id', message.partnership_id, 'kind', message.kind, 'template', message.template, 'channel', message.channel,
    'language', message.language, 'state', message.state, 'reason', message.reason, 'not_before', message.not_before, 'settled_at', message.settled_at,
    'delivered_at', message.delivered_at, 'read_at', message.read_at, 'returned_at', message.returned_at) order by message.not_before, message.id), '[]')::text
from delivery.delivery as message
where message.recipient_kind = @recipient_kind and message.recipient_id = @recipient_id;
