-- Plans a notice to people of the parties, due at once and at any hour. Rows: how many are new.
-- Guarded by the primary key (stable ids): nobody is told the same thing twice. Used by Notices.
-- @activation_id uuid (of the activation, or the one the spike would have); @fired_month date; @step_id, @template, @partnership_id text;
-- @person_ids text[]; @now instant
insert into delivery.delivery (fired_month, id, activation_id, partnership_id, step_id, kind, recipient_kind, recipient_id, channel, template, language,
    state, not_before, daytime_only)
select @fired_month, plumbing.stable_id(@activation_id::uuid || '/' || @step_id::text || '/Person/' || @partnership_id::text || '/' || person_id), @activation_id, @partnership_id, @step_id,
    'Notice', 'Person', @partnership_id::text || '/' || person_id, 'mail', @template, 'da', 'Planned', @now, false
from unnest(@person_ids::text[]) as person_id
on conflict do nothing;
