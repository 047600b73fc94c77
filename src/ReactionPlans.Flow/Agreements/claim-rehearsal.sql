-- Takes up the rehearsal that has waited longest, or one whose host has not been heard of. 0 rows: none waits, or another is played: they share a database.
-- Guarded by lock-rehearsals. Used by RehearsalBook.
-- @claim uuid; @stale_before, @now instant
update agreements.rehearsal as rehearsal
set state = 'Running', claim = @claim, share = 0, heard_at = @now
from agreements.version as version
where rehearsal.id = (
        select waiting.id from agreements.rehearsal as waiting
        where waiting.state = 'Waiting' or (waiting.state = 'Running' and waiting.heard_at < @stale_before)
        order by waiting.asked_at, waiting.id
        limit 1)
    and not exists (select from agreements.rehearsal as other where other.state = 'Running' and other.heard_at >= @stale_before)
    and version.partnership_id = rehearsal.partnership_id and version.version = rehearsal.version
returning rehearsal.id, rehearsal.claim, rehearsal.partnership_id, rehearsal.version, version.yaml, rehearsal.days, rehearsal.seed;
