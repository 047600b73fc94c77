-- Takes messages for a consumer. Rows: those that come for the first time; of the others an earlier delivery has committed.
-- Guarded by the primary key: of two deliveries at once the second waits for the first's commit, and the order keeps two hosts from waiting for one another. Used by Database.Once.
-- @message_ids uuid[]; @consumer text; @now instant
insert into plumbing.inbox (message_id, consumer, taken_at)
select message_id, @consumer, @now from unnest(@message_ids::uuid[]) as message_id order by message_id
on conflict do nothing
returning message_id;
