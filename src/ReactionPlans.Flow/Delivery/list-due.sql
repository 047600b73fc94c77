-- What kinds of deliveries are due, by which channel. Rows: one for each kind and channel. Used by ReleaseDue.
-- @daytime bool: whether the send window is open; @now instant
select distinct kind, channel
from delivery.delivery
where state = 'Planned' and not_before <= @now and (@daytime::bool or not daytime_only)
order by kind, channel;
