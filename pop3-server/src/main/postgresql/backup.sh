#!/bin/sh
# backup.sh DIRECTORY: a base backup of the cluster that PGHOST, PGPORT and PGUSER name, while it serves. With the log that
# archive_command keeps since then it can be restored to any moment. The directory must be empty or not be there.
set -eu
[ $# -eq 1 ] || { echo "usage: backup.sh DIRECTORY" >&2; exit 2; }
exec pg_basebackup --pgdata="$1" --checkpoint=fast --wal-method=stream
