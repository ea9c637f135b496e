#!/usr/bin/env bash
# distributed 2026.8.0: replicates submitted with equal arguments are run once, also where the function draws
# numbers of its own.
#
# Expected: `client.map(simulate, ["baseline"] * 10)` calls the function ten times and gives ten results, as
# `concurrent.futures` and `multiprocessing` do.
# Behaviour: functions count as pure unless `pure=False` is given, and the key of a task is a hash of the function
# and its arguments. Ten equal calls are one task, and a later call with the same arguments gives the kept result.
# Ten stochastic replicates without a seed among their arguments are one number ten times, with an interval of
# width 0. Give the replicate's number as an argument (or `pure=False`).
# Output seen: 1 distinct value of 10; with pure=False 10 distinct values.
set -euo pipefail
place="$(mktemp -d)"
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet distributed==2026.8.0
cat > "$place/replicates.py" <<'PYTHON'
import random

from distributed import Client


def simulate(scenario):
    return random.SystemRandom().random()


if __name__ == "__main__":
    with Client(processes=False, n_workers=1, threads_per_worker=1, dashboard_address=None) as client:
        for options in ({}, {"pure": False}):
            values = client.gather(client.map(simulate, ["baseline"] * 10, **options))
            print(f"{options}: {len(set(values))} distinct values of {len(values)}")
PYTHON
"$place/venv/bin/python" "$place/replicates.py" 2>"$place/errors.txt" | tee "$place/seen.txt" || { cat "$place/errors.txt"; exit 1; }
diff - "$place/seen.txt" <<'EXPECTED' || { echo "CHANGED"; exit 1; }
{}: 1 distinct values of 10
{'pure': False}: 10 distinct values of 10
EXPECTED
