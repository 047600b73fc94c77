-- Frees what a killed host had under way, so that it is delivered again. Used by OutboxRelay when the host starts.
update plumbing.outbox set leased = false where leased;
