#!/bin/bash
# Runs once in the official postgres image, when its data folder is made: gives the new database its roles.
set -euo pipefail
psql --no-psqlrc --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" \
  --set migrator_password="$MIGRATOR_PASSWORD" --set app_password="$APP_PASSWORD" \
  --file /roles.sql
