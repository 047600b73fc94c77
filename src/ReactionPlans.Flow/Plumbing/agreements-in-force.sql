-- The agreements by which a day is judged: of each partnership the highest version that both parties have accepted and
-- that holds from the day or earlier. Rows: one for each partnership that has such a version. Used by AgreementBook.
-- @day date
select distinct on (partnership_id) partnership_id, version, yaml
from agreements.version
where holds_from <= @day
  and accepted_by_police is not null
  and accepted_by_municipality is not null
order by partnership_id, version desc;
