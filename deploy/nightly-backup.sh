#!/bin/sh
# nightly-backup.sh FOLDER DAYS: writes a backup into the folder, checks that it can be restored, and then removes those that are
# older than so many days. One that cannot be restored is kept under another name, and nothing is removed.
# CHECK_DATABASE_URL, where it is set, names another server on which it is tried; its user needs CREATEDB.
set -eu
folder=$1
days=$2
file=$folder/upseat-$(date -u +%Y-%m-%dT%H%M%SZ).backup
upseat() {
  node "$(dirname "$0")/../bin/upseat.mjs" "$@"
}
upseat backup "$file"
if ! DATABASE_URL=${CHECK_DATABASE_URL:-$DATABASE_URL} upseat restore "$file" --check; then
  mv "$file" "$file.bad"
  exit 1
fi
find "$folder" -maxdepth 1 -type f -name 'upseat-*.backup' -mtime "+$days" -delete
