#!/usr/bin/env bash
# crash.sh [ROUNDS=3] [ACCOUNTS=20]: deliveries and deleting sessions side by side, kill -9 of the server at a random
# moment, start again, and a look at every message; in rounds on the same data. Exit status 1 if anything acknowledged
# was lost, came twice or came back, if a QUIT deleted by halves, or if a round had nothing acknowledged.
# with-postgresql.sh crash.sh does it on PostgreSQL. kill -9 keeps the page cache: this shows order and atomicity.
set -u
here=$(cd "$(dirname "$0")" && pwd)
rounds=${1:-3} accounts=${2:-20}
load=$here/load
clients=8

acknowledged() { grep -cE '^(DELIVERED|DELETED) ' "$BENCH_JOURNAL"; }

round() { # under load, then the crash; runs inside of with-server.sh
  before=$(acknowledged)
  "$load" crash $clients 60 "$accounts" &
  crash=$!
  sleep $((5 + RANDOM % 6)).$((RANDOM % 10))
  kill -9 "$SERVER_PID"
  wait "$crash" || return 1
  [ "$(acknowledged)" -gt "$before" ] || { echo "nothing was acknowledged"; return 1; }
}
if [ -n "${CRASH_ROUND:-}" ]; then # with-server.sh has called this script
  case $CRASH_ROUND in
    1) "$load" accounts "$accounts" && round ;;
    last) "$load" verify "$accounts" ;;
    *) "$load" verify "$accounts" && round ;;
  esac
  exit
fi

own=$(mktemp -d)
trap 'rm -rf "$own"' EXIT
export POP3_DATA_DIR=${POP3_DATA_DIR:-$own/data} BENCH_JOURNAL=$own/journal
mkdir -p "$POP3_DATA_DIR"
: >"$BENCH_JOURNAL"
bad=0
for ((i = 1; i <= rounds; i++)); do
  echo "== round $i"
  CRASH_ROUND=$i "$here/with-server.sh" "$0" "$rounds" "$accounts" || bad=$((bad + 1))
done
echo "== the end"
CRASH_ROUND=last "$here/with-server.sh" "$0" "$rounds" "$accounts" || bad=$((bad + 1))
[ $bad = 0 ] || { echo "$bad starts of $((rounds + 1)) saw something wrong"; exit 1; }
echo "$rounds rounds: nothing lost, nothing twice, nothing back"
