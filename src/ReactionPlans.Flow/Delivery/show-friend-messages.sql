-- What has been written to one of the register by the partnership that the session sees, the newest first: that person's own data. Rows: one for each message.
-- at is when it was settled, else when it may leave. Reads only, by delivery_to_friend. Used by the console's page that the link in a message opens.
-- @friend_id, @partnership_id text; @most int
select message.activation_id, message.step_id, message.kind, message.template, message.language, message.channel, message.state,
    message.delivered_at is not null as is_delivered, message.read_at is not null as is_read, message.reason, coalesce(message.settled_at, message.not_before) as at
from delivery.delivery as message
where message.recipient_kind = 'NeighbourFriend' and message.recipient_id = @friend_id and message.partnership_id = @partnership_id
order by message.not_before desc, message.step_id
limit @most;
