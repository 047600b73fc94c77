-- The first day by which anything is known to have been reported, in any area: the nights judge by it, so whoever asks why a night judged as it did must be told of
-- the same day, and not of the first one of what they may see. A day alone: no report, no place. Null for who is nobody, and where nothing is known.
create function access.known_since(known_before timestamptz) returns date language sql stable parallel safe security definer
    set search_path = pg_catalog, pg_temp
as $$
    select min(revision.reported_day) from intake.report_revision as revision
    where revision.known_at < known_before and (select access.is_somebody())
$$;
grant execute on function access.known_since to reactionplans_app;
