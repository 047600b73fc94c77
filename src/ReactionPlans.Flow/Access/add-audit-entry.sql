-- Adds to the account of who did what, at the end of its partnership's chain (the trigger audit_entry_is_linked); entries are never changed (the
-- trigger audit_entry_stays). Holds the chain until the transaction ends, so it comes last in it. 1 row. Used by Audit, in every stage's transaction.
-- @actor_kind, @actor, @partnership_id, @action, @subject_kind, @subject_id text; @detail text (JSON, ids only) or null; @now instant
insert into access.audit_entry (at, actor_kind, actor, partnership_id, action, subject_kind, subject_id, detail)
values (@now, @actor_kind, @actor, @partnership_id, @action, @subject_kind, @subject_id, @detail::jsonb);
