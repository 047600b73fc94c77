-- Messages that have not left (broker) or not been settled (in-process); parked ones are not counted. Used by the replay's rest check.
select count(*)::int from plumbing.outbox where parked_at is null;
