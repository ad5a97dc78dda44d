#!/usr/bin/env bash
# soak.sh [SECONDS=600] [CLIENTS=4]: polls, deliveries and deletes without a pause on H2, and the size of the database's
# file every ten seconds. Exit status 1 if a reply was wrong, or if the file grew in the second half to more than one and
# a half times of what it was at most in the first.
set -u
here=$(cd "$(dirname "$0")" && pwd)
seconds=${1:-600} clients=${2:-4}
load=$here/load
[ "${POP3_DB_DRIVER:-h2}" = h2 ] || { echo "soak.sh is about H2's file"; exit 2; }

size() { find "$POP3_DATA_DIR" -name '*.mv.db' -printf '%s\n' | awk '{s += $1} END {printf "%.1f", s / 1e6}'; }
run() { # inside of with-server.sh
  "$load" accounts 200 && "$load" fill 20 200 8000 || return 1
  "$load" turnover "$clients" "$seconds" 100 &
  pid=$! begin=$SECONDS
  while kill -0 "$pid" 2>/dev/null; do
    echo "$((SECONDS - begin)) s: $(size) MB"
    sleep 10
  done | tee "$SOAK_SIZES"
  wait "$pid" || return 1
  awk -v half=$((seconds / 2)) '{ if ($1 < half) { if ($3 > a) a = $3 } else if ($3 > b) b = $3 }
    END { printf "at most %.1f MB in the first half, %.1f MB in the second\n", a, b; exit !(b <= 1.5 * a) }' "$SOAK_SIZES"
}
if [ -n "${SOAK_SIZES:-}" ]; then # with-server.sh has called this script
  run
  exit
fi
sizes=$(mktemp)
trap 'rm -f "$sizes"' EXIT
SOAK_SIZES=$sizes "$here/with-server.sh" "$0" "$seconds" "$clients"
