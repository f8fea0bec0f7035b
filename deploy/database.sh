#!/bin/sh
# Runs once, while the database server is made new: Upseat's own user. It owns one database; CREATEDB is for
# `upseat restore FILE --check`, which restores into a database of its own and drops it again.
set -eu
psql --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname postgres --set password="$(cat /run/secrets/database_password)" <<'SQL'
create role upseat login createdb password :'password';
create database upseat owner upseat;
SQL
