-- Clears a replay's or an exercise's database for another one. Never used on data that neither put there (Plumbing/has-data.sql).
-- Used by ReplayState and Purpose, as owner.
do $$
declare
    name text;
begin
    foreach name in array array['plumbing', 'access', 'agreements', 'evaluation', 'delivery', 'activation', 'decision', 'detection', 'reactions', 'intake', 'outward', 'exercises', 'hangfire', 'migration']
    loop
        execute format('drop schema if exists %I cascade', name);
    end loop;
end
$$;
