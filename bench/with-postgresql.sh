#!/usr/bin/env bash
# with-postgresql.sh COMMAND...: starts a PostgreSQL of its own in a fresh directory, fsync on, runs COMMAND with the
# variables that tell this project's server of it and its local socket, stops it, deletes its data, and exits with
# COMMAND's status.
# PG_BIN is where its programs are (the newest of Debian's if it is not set); POSTGRES_PID is its first process.
# PostgreSQL refuses to be root: for root it runs as the user postgres.
set -u
PG_BIN=${PG_BIN:-$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)}
[ -x "$PG_BIN/initdb" ] || { echo "no PostgreSQL: apt-get install postgresql, or set PG_BIN"; exit 2; }
# The first one that is free.
for ((port = 25432; port < 25532; port++)); do
  (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || break
done
# On a disk: a file system in memory makes fsync free.
data=$(mktemp -d -p /var/tmp)
as=()
[ "$(id -u)" != 0 ] || { chown postgres "$data" && as=(setpriv --reuid=postgres --regid=postgres --init-groups); }
finish() {
  "${as[@]}" "$PG_BIN/pg_ctl" -D "$data/db" -m fast -s stop 2>/dev/null
  rm -rf "$data"
}
trap finish EXIT

cd "$data" || exit 1
"${as[@]}" "$PG_BIN/initdb" -D "$data/db" -U pop3 -A trust -E UTF8 --locale=C >"$data.log" 2>&1 &&
  "${as[@]}" "$PG_BIN/pg_ctl" -D "$data/db" -w -s -l "$data/log" start -o \
    "-c listen_addresses=127.0.0.1 -p $port -c unix_socket_directories=$data -c fsync=on -c shared_buffers=256MB -c max_wal_size=2GB" &&
  "${as[@]}" "$PG_BIN/createdb" -h 127.0.0.1 -p "$port" -U pop3 pop3 &&
  "${as[@]}" "$PG_BIN/psql" -q -h 127.0.0.1 -p "$port" -U pop3 pop3 -c "alter role pop3 set lock_timeout = '5s'" ||
  { cat "$data.log" "$data/log" 2>/dev/null; rm -f "$data.log"; exit 1; }
rm -f "$data.log"
POSTGRES_PID=$(head -n 1 "$data/db/postmaster.pid")
socket="socketFactory=org.newsclub.net.unix.AFUNIXSocketFactory\$FactoryArg&socketFactoryArg=$data/.s.PGSQL.$port"
export POSTGRES_PID POP3_DB_DRIVER=postgresql POP3_DB_URL="jdbc:postgresql://localhost/pop3?$socket"
export POP3_DB_USER=pop3 POP3_DB_PASSWORD=pop3
cd "$OLDPWD" || exit 1
"$@"
