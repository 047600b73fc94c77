-- Keeps a party's verdict on an ended plan; a later one replaces it. Used by GiveVerdict.
-- @activation_id uuid; @party, @partnership_id, @verdict, @given_by text; @now instant
insert into evaluation.verdict (activation_id, party, partnership_id, verdict, given_by, given_at)
values (@activation_id, @party, @partnership_id, @verdict, @given_by, @now)
on conflict (activation_id, party) do update set verdict = excluded.verdict, given_by = excluded.given_by, given_at = excluded.given_at;
