-- One party accepts a version. 1 row: accepted now. 0 rows: the party had accepted it before, and the first name stands; or it was
-- withdrawn, or the same person has accepted for the other party, meanwhile.
-- Guarded by the row's lock: of two acceptances at once the second finds the first. Used by AcceptAgreement.
-- @partnership_id text; @version int; @party text (Police, Municipality); @person_id text; @now instant
update agreements.version
set accepted_by_police = case when @party = 'Police' then @person_id else accepted_by_police end,
    accepted_by_police_at = case when @party = 'Police' then @now else accepted_by_police_at end,
    accepted_by_municipality = case when @party = 'Municipality' then @person_id else accepted_by_municipality end,
    accepted_by_municipality_at = case when @party = 'Municipality' then @now else accepted_by_municipality_at end
where partnership_id = @partnership_id
  and version = @version
  and withdrawn_at is null
  and case @party when 'Police' then accepted_by_police when 'Municipality' then accepted_by_municipality end is null
  and case @party when 'Police' then accepted_by_municipality when 'Municipality' then accepted_by_police end is distinct from @person_id
  and @party in ('Police', 'Municipality');
