#!/bin/bash
# restore.sh DUMP [--send-mails]
# Puts a backup of backup.sh into an EMPTY database, in one transaction: all of it or nothing. It never writes over data.
# Which database: libpq's own variables (PGHOST, PGPORT, PGDATABASE, PGUSER, and PGPASSWORD or PGPASSFILE), as an administrator or as
# reactionplans_migrator. The roles exist before: deploy/roles.sql. RP_PG_BIN names the folder of psql and pg_restore.
# What may be out already is asked after before it is sent again; mails cannot be asked after, so those that were due are held for a person
# unless --send-mails says otherwise. docs/operations.md tells why, and what to do around this.
# Where ConnectionStrings__Database is set as for the hosts, it then runs 'migrate', 'keys drop-unreadable', 'keys show' and 'doctor' (REACTIONPLANS: the program, with its arguments).
set -euo pipefail

dump=${1:-}
hold_mails=true
[ "${2:-}" != --send-mails ] || hold_mails=false
if [ $# -lt 1 ] || [ $# -gt 2 ] || { [ $# = 2 ] && $hold_mails; } || [ -z "${PGDATABASE:-}" ]; then
  echo "usage: PGHOST=... PGDATABASE=... PGUSER=... $0 DUMP [--send-mails]" >&2
  exit 2
fi
[ -z "${RP_PG_BIN:-}" ] || PATH=$RP_PG_BIN:$PATH
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

stop() {
  echo "Stopped: $1" >&2
  exit 1
}
ask() { psql --no-psqlrc --no-password --quiet --tuples-only --no-align --set ON_ERROR_STOP=1 --command "$1"; }

echo "1/6 Is the file whole?"
[ -f "$dump" ] && [ -f "$dump.sha256" ] || stop "$dump or $dump.sha256 is not there."
(cd "$(dirname "$dump")" && sha256sum --check --quiet "$(basename "$dump").sha256") || stop "$dump is not what was written."
pg_restore --list "$dump" >/dev/null || stop "pg_restore cannot read $dump; is it older than the program that wrote it?"

echo "2/6 Are the roles there?"
[ "$(ask "select count(*) from pg_roles where rolname in ('reactionplans_migrator', 'reactionplans_app')
  or (rolname = 'reactionplans_owner' and has_database_privilege(rolname, current_database(), 'create'))")" = 3 ] ||
  stop "run deploy/roles.sql in $PGDATABASE first."

echo "3/6 Is $PGDATABASE empty?"
held=$(ask "select string_agg(nspname, ', ') from pg_namespace as schema where nspname !~ '^(pg_|information_schema)'
  and (nspname <> 'public' or exists (select from pg_class where relnamespace = schema.oid))")
[ -z "$held" ] || stop "$PGDATABASE holds data already (schemas: $held). Make a new database; nothing was changed."

echo "4/6 Restoring ..."
# The commit is the last word and comes only when all before it has: a reading that breaks off leaves nothing. No host sees the data before what may be out is marked.
{
  echo "begin; set role reactionplans_owner;" && echo '\o /dev/null' &&
    pg_restore --file=- "$dump" &&
    echo '\o' && cat "$here/after-restore.sql" &&
    echo "commit;"
} | psql --no-psqlrc --no-password --quiet --tuples-only --no-align --set ON_ERROR_STOP=1 --set hold_mails="$hold_mails" --file=- | sed '/^$/d; s/^/    /' ||
  stop "nothing was restored."

echo "5/6 Counting for the planner ..."
ask "set role reactionplans_owner; set client_min_messages = error; analyze"

echo "6/6 Schema, queues and a look at everything"
if [ -z "${ConnectionStrings__Database:-}" ]; then
  echo "    Next, with the hosts' settings: reactionplans migrate; reactionplans keys drop-unreadable; reactionplans keys show; reactionplans doctor"
  exit 0
fi
read -r -a program <<<"${REACTIONPLANS:-reactionplans}"
"${program[@]}" migrate
"${program[@]}" keys drop-unreadable # whose key was thrown away since the backup: nobody can write to them
"${program[@]}" keys show # and whoever was erased since the backup is erased again, where Keys:Folder has the list
"${program[@]}" doctor
