#!/usr/bin/env bash
# size.sh [STEP...]: the figures of docs/performance.md about memory and limits, each against a fresh server.
# Steps: retr deliver open idle poll accounts. POP3_DB_DRIVER=postgresql with POP3_DB_URL and its user runs on PostgreSQL.
set -u
here=$(cd "$(dirname "$0")" && pwd)
server=$here/with-server.sh
load=$here/load

heap='echo "$1: $(jcmd $SERVER_PID GC.class_histogram | awk "/^Total/ {printf \"%.1f MB of live objects\", \$3 / 1048576}")"'

retr() { # 100 readers of 25 MB at once
  POP3_JAVA_OPTS=-Xmx256m "$server" bash -c "$load accounts 100 && $load fill 1 100 25000000 && $load retr 100"
}
deliver() { # 20 senders of 25 MB at once
  POP3_JAVA_OPTS=-Xmx256m "$server" bash -c "$load accounts 20 && $load deliver 20 3 25000000 && $load retr 20"
}
open() { # a maildrop of 50,000, warm, and what one more session on such a maildrop costs
  # What was just delivered is not in the index alone until a vacuum, which PostgreSQL begins within a minute.
  local settle=true
  [ "${POP3_DB_DRIVER:-h2}" = h2 ] || settle='sleep 75'
  POP3_JAVA_OPTS=-Xmx1g "$server" bash -c "
    measure() { $heap; }
    $load accounts 8 && $load fill 50000 8 1000 && $load open 30 0 && $settle && $load open 150 0 && $load open 60 0 &&
    { $load idle 8 12 & sleep 9; measure 'with 8 sessions of 50,000 messages'; wait; } && measure 'without them'"
}
idle() { # 10,000 sessions, each its own account
  # Logging in ten thousand accounts takes longer than the idle limit: each password is hashed once.
  POP3_IDLE_SECONDS=7200 POP3_JAVA_OPTS=-Xmx512m "$server" bash -c "
    measure() { $heap; }
    $load accounts 10000 && measure before &&
    { $load idle 10000 60 & pid=\$!; while ! false; do sleep 5; kill -0 \$pid 2>/dev/null || break
      n=\$(ss -Htn state established \"( sport = :\$POP3_PORT )\" | wc -l); [ \$n -ge 10000 ] && break; done
      sleep 5; measure \"with \$n sessions\"; wait \$pid; }"
}
poll() { # 256 clients
  "$server" bash -c "$load accounts 1000 && $load fill 20 1000 2000 && $load poll 256 20 1000"
}
accounts() {
  "$server" bash -c "$load accounts 1000"
}

for step in ${*:-accounts poll open retr deliver idle}; do
  echo "== $step"
  "$step" || echo "$step: FAILED"
done
