#!/bin/sh
# restore.sh BACKUP ARCHIVE DIRECTORY [SETTING...]: makes DIRECTORY a cluster that restores itself when it is started: from
# what backup.sh wrote to BACKUP and archive_command to ARCHIVE. Each SETTING says how far, such as
#   "recovery_target_time = '2026-11-22 10:00:00+00'"
# Without one: to the end of the archive. Nothing is changed but DIRECTORY, which must not be there.
set -eu
[ $# -ge 3 ] || { echo "usage: restore.sh BACKUP ARCHIVE DIRECTORY [SETTING...]" >&2; exit 2; }
backup=$1 archive=$2 directory=$3
shift 3
[ -f "$backup/backup_label" ] || { echo "$backup is not a base backup: it has no backup_label" >&2; exit 1; }
[ -d "$archive" ] || { echo "$archive is not a directory" >&2; exit 1; }
[ ! -e "$directory" ] || { echo "$directory is there already" >&2; exit 1; }
cp -a "$backup" "$directory"
chmod 700 "$directory"
{
  echo "restore_command = 'cp \"$archive/%f\" \"%p\"'"
  echo "recovery_target_action = 'promote'"
  for setting; do echo "$setting"; done
} >>"$directory/postgresql.auto.conf"
touch "$directory/recovery.signal"
echo "start $directory now; it takes writes when pg_is_in_recovery() says false"
