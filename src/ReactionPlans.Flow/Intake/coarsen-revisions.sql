-- Keeps the square kilometre of some revisions instead of their place, and a digest of no more than that: the digest of the exact one could be tried out.
-- Rows: how many. The areas in which they lie stay. Used by CoarsenPlaces.
-- @report_ids bigint[], @revisions int[], @latitudes, @longitudes double precision[], @digests bytea[]: side by side; @now instant
update intake.report_revision as revision
set latitude = coarse.latitude, longitude = coarse.longitude, content_hash = coarse.digest, coarsened_at = @now
from unnest(@report_ids, @revisions, @latitudes, @longitudes, @digests) as coarse (report_id, revision, latitude, longitude, digest)
where revision.report_id = coarse.report_id and revision.revision = coarse.revision;
