#!/bin/bash
# backup.sh FOLDER
# Writes the whole database to FOLDER/reactionplans-TIME.dump while the service runs, as it stood at one instant, with its checksum beside it.
# It ends with 0 only when the file can be read again. docs/operations.md says what else belongs to a backup, and how to put one back.
# Which database: libpq's own variables (PGHOST, PGPORT, PGDATABASE, PGUSER, and PGPASSWORD or PGPASSFILE). The user is reactionplans_migrator or
# an administrator: what reactionplans_app sees is cut by row-level security. pg_dump is of the server's version or a newer one; RP_PG_BIN names its folder.
set -euo pipefail

folder=${1:-}
if [ $# -ne 1 ] || [ -z "${PGDATABASE:-}" ]; then
  echo "usage: PGHOST=... PGDATABASE=... PGUSER=reactionplans_migrator $0 FOLDER" >&2
  exit 2
fi
[ -z "${RP_PG_BIN:-}" ] || PATH=$RP_PG_BIN:$PATH

umask 077 # it holds people's addresses
mkdir -p "$folder"
name=reactionplans-$(date --utc +%Y%m%dT%H%M%SZ).dump
part=$folder/.$name.part
trap 'rm -f "$part"' EXIT

# What the clock's servers and locks are doing at this moment means nothing to another day.
pg_dump --no-password --role=reactionplans_owner --format=custom --lock-wait-timeout=60000 --exclude-schema=public \
  --exclude-table-data=hangfire.lock --exclude-table-data=hangfire.server --file="$part"
pg_restore --list "$part" >/dev/null
(cd "$folder" && sha256sum "$(basename "$part")" | sed "s/\.$name\.part/$name/" >"$name.sha256")
sync "$part" "$folder/$name.sha256"
mv "$part" "$folder/$name" # whole or not there
sync "$folder"
echo "$folder/$name"
