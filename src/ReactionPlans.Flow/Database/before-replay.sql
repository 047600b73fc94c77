-- Clears a replay's database for another one. Never used on data that no replay put there (Replay/has-data.sql). Used by ReplayState, as owner.
do $$
declare
    name text;
begin
    foreach name in array array['plumbing', 'access', 'agreements', 'evaluation', 'delivery', 'activation', 'decision', 'detection', 'reactions', 'intake', 'hangfire', 'migration']
    loop
        execute format('drop schema if exists %I cascade', name);
    end loop;
end
$$;
