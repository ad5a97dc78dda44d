#!/usr/bin/env bash
# compare.sh ROUNDS "PORT PID[,PID...] NAME" "PORT PID[,PID...] NAME" POPLOAD-ARGUMENTS...: runs the same load against two
# servers in turn, ROUNDS times, and prints for each run what came out and the CPU time of the server's processes (a
# database's processes are given beside the server's). The word PORT in the arguments becomes each server's port:
#
#   POPLOAD=../popload bench/compare.sh 3 "1110 4711,4800 ours" "20110 4712 dovecot" poll --port PORT -c 16 -t 6
#
# POPLOAD is the folder of a load generator that checks every reply (popload, measure.sh). Only ratios of runs in turn
# mean anything on a machine that has other work.
set -eu
popload=${POPLOAD:?POPLOAD must name the folder of popload and measure.sh}
rounds=$1 one=($2) two=($3)
shift 3
figures=$(mktemp) cpu=$(mktemp)
trap 'rm -f "$figures" "$cpu"' EXIT

run() { # PORT PIDS NAME ARGUMENTS...
  local port=$1 pids=${2//,/ } name=$3
  shift 3
  : >"$figures"; : >"$cpu"
  # shellcheck disable=SC2086 # one word for each process
  "$popload/measure.sh" -i 1 -p 0 -o "$cpu" $pids -- "$popload/popload" "${@//PORT/$port}" --json "$figures" --quiet || true
  python3 - "$name" "$figures" "$cpu" <<'PYTHON'
import json, sys

name, load, server = sys.argv[1], json.load(open(sys.argv[2])), json.load(open(sys.argv[3]))
# A RETR over and over is one session of many messages: there the message is the work.
work = load["messages"] if load["messages"] > 100 * load["sessions"] else load["sessions"] or load["deliveries"]
print(
    "%-12s %9.1f/s %9.1f messages/s %8.1f MB/s  server CPU %.3f ms each  machine busy %d%%  errors %s"
    % (
        name,
        work / load["seconds"],
        load["messages"] / load["seconds"],
        load["MB_per_s"],
        1000 * server["server_cpu_s"] / max(work, 1),
        100 * server["machine_busy_s"] / server["machine_capacity_s"],
        load["errors"] or 0,
    )
)
PYTHON
}

for ((i = 0; i < rounds; i++)); do
  run "${one[@]}" "$@"
  run "${two[@]}" "$@"
done
