-- Asks for a version to be rehearsed. 0 rows: one waits or runs already (one_rehearsal_of_a_version). Used by AskForRehearsal.
-- @id uuid; @partnership_id text; @version int; @person_id text; @days, @seed int; @now instant
insert into agreements.rehearsal (id, partnership_id, version, asked_by, asked_at, days, seed, state)
values (@id, @partnership_id, @version, @person_id, @now, @days, @seed, 'Waiting')
on conflict (partnership_id, version) where state in ('Waiting', 'Running') do nothing;
