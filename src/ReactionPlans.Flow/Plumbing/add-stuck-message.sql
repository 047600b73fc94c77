-- Writes down a message whose handling failed for good. Used by WriteDownStuck.
-- @message_id uuid; @consumer, @type, @body, @error text; @trace text[]; @now instant
insert into plumbing.stuck_message (message_id, consumer, type, body, error, trace, stuck_at)
values (@message_id, @consumer, @type, @body::jsonb, @error, @trace, @now)
on conflict (message_id, consumer) do update set error = excluded.error, stuck_at = excluded.stuck_at;
