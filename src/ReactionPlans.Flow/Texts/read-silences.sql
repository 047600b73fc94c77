-- What texts may say about silences. Rows: one for each id that is a silence. Used by Texts.
-- @silence_ids uuid[]
select silence.id, silence.source, silence.since, silence.rhythm, silence.over_on
from detection.feed_silence as silence
where silence.id = any(@silence_ids);
