-- Lets one transaction at a time store reports of a source: what it has seen of the source's reports then stays so until it commits.
-- In order of name, so that two batches that share sources cannot lock each other out. Rows mean nothing. Used by ReceiveReports.
-- @sources text[]: each once
select pg_advisory_xact_lock(hashtext('intake.source'), hashtext(locked.source))
from (select source from unnest(@sources) as named (source) order by source) as locked;
