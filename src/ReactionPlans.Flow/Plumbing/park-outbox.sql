-- Sets a message aside that cannot leave; it stays for a person to see, the next one goes. Used by OutboxRelay.
-- @id bigint; @error text; @now instant
update plumbing.outbox set parked_at = @now, error = @error, leased = false where id = @id;
