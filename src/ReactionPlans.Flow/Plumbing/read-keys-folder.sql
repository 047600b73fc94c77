-- Which folder of keys is this database's. 1 row; none before the first data key. Used by ExtractKeys.
select mark from plumbing.keys_folder;
