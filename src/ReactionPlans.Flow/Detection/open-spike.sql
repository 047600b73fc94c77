-- Opens a spike unless one is open for the criterion in the area. 1 row: opened now. 0 rows: already open.
-- Guarded by one_open_spike_per_criterion_and_area. Used by Judgement.
-- @id uuid; @partnership_id, @criterion_id, @level text; @agreement_version, @area_id int; @fired_on date; @now instant; @evidence jsonb text; @trace text or null (outside any trace)
insert into detection.spike (id, partnership_id, agreement_version, criterion_id, level, area_id, fired_on, opened_at, evidence, trace)
values (@id, @partnership_id, @agreement_version, @criterion_id, @level, @area_id, @fired_on, @now, @evidence::jsonb, @trace)
on conflict do nothing;
