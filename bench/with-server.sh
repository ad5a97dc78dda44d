#!/usr/bin/env bash
# with-server.sh COMMAND...: starts the run profile's server on ports and in a data directory of its own, runs COMMAND
# with the same variables, stops the server, and exits with COMMAND's status. Variables of the server (POP3_JAVA_OPTS,
# POP3_DB_URL, ...) are passed on. SERVER_PID is the application server's process.
set -u
here=$(cd "$(dirname "$0")" && pwd)
# Below the ports that the kernel gives to clients: a client that finds no server there must not meet itself.
export POP3_PORT=${POP3_PORT:-21110} POP3S_PORT=${POP3S_PORT:-21995} LMTP_PORT=${LMTP_PORT:-21024} POP3_HTTP_PORT=${POP3_HTTP_PORT:-28080}
export POP3_MANAGEMENT_PORT=${POP3_MANAGEMENT_PORT:-29990} POP3_ADMIN_PASSWORD=${POP3_ADMIN_PASSWORD:-bench} POP3_DEMO=false
own=
[ -n "${POP3_DATA_DIR:-}" ] || { own=$(mktemp -d) && export POP3_DATA_DIR=$own; }
log=$(mktemp)

( cd "$here/.." && exec mvn -B -o -Prun ) >"$log" 2>&1 &
maven=$!
finish() { kill "$maven" 2>/dev/null; wait "$maven" 2>/dev/null; [ -z "$own" ] || rm -rf "$own"; rm -f "$log"; }
trap finish EXIT

ready() {
  [ "$(curl -s -o /dev/null -w '%{http_code}' -u "admin:$POP3_ADMIN_PASSWORD" \
    "http://127.0.0.1:$POP3_HTTP_PORT/pop3/api/accounts?limit=1")" = 200 ] &&
    (exec 3<>"/dev/tcp/127.0.0.1/$POP3_PORT") 2>/dev/null
}
for ((i = 0; i < 600; i++)); do
  kill -0 "$maven" 2>/dev/null || break
  ready && break
  sleep 1
done
SERVER_PID=$(pgrep -P "$maven" java | head -n 1)
[ -n "$SERVER_PID" ] && ready || { tail -n 40 "$log"; exit 1; }
export SERVER_PID
echo "server $SERVER_PID, database ${POP3_DB_DRIVER:-h2}, ${POP3_JAVA_OPTS:-default heap}"
"$@"
status=$?
grep -nE 'ERROR|OutOfMemory|Exception' "$log" | head -n 20
exit $status
