#!/usr/bin/env bash
# A study, and a comparison, on a Dask cluster of one scheduler and two workers on loopback, one of which is killed with SIGKILL in
# the middle, end with the bytes of the same on threads.
#
#     cargo build --release
#     bash tests/system/dask.sh target/release/lachan
#
# Needs python3 and, for Dask, a registry; PYTHON=... names an interpreter that has them already.
set -euo pipefail
# No run is read from the store of whoever tests.
export LACHAN_STORE=
binary=$(realpath "$1")
root=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)
started=()
# A worker that is asked kindly waits for a scheduler that is gone.
trap 'kill -KILL "${started[@]}" 2>/dev/null || true; rm -rf "$work"' EXIT

. "$root/tests/system/interpreter.sh"
mapfile -t packages < <(extras dask)
interpreter "${packages[@]}"
export PYTHONPATH=$root/python
# A scheduler reads this when it starts.
export DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES=100

cat >"$work/study.toml" <<'STUDY'
[study]
name = "on_dask"
kind = "sweep"
seed = 5
scale = 0.001
years = 1
set = ["simulation.warm_up_months=12"]
[[factor]]
name = "recruiters.per_100k"
levels = 6
[[factor]]
name = "recruitment.contact"
levels = 4
STUDY

"$binary" study run "$work/study.toml" --out "$work/threads"

"$PYTHON" -m distributed.cli.dask_scheduler --host 127.0.0.1 --port 0 --no-dashboard --scheduler-file "$work/scheduler.json" \
    >"$work/scheduler.log" 2>&1 &
started+=($!)
for _ in $(seq 100); do [[ -s $work/scheduler.json ]] && break; sleep 0.2; done
address=$("$PYTHON" -c 'import json, sys; print(json.load(open(sys.argv[1]))["address"])' "$work/scheduler.json")
worker() {
    # Without a nanny, the process that is killed is the worker itself, and nobody starts it again.
    "$PYTHON" -m distributed.cli.dask_worker "$address" --nthreads 1 --no-nanny --no-dashboard --name "$1" \
        --local-directory "$work/worker$1" >"$work/worker$1.log" 2>&1 &
    started+=($!)
}
worker 1
worker 2

"$PYTHON" -m lachan_cluster "$work/study.toml" --out "$work/dask" --shards 12 --binary "$binary" --scheduler "$address" &
client=$!
# In mid-study: some shards are there, most are not.
until [[ $(ls "$work/dask/shards" 2>/dev/null | grep -c jsonl) -ge 3 ]]; do sleep 0.05; done
kill -KILL "${started[1]}"
echo "killed a worker with $(ls "$work/dask/shards" | grep -c jsonl) of 12 shards done"
wait "$client"
"$binary" study merge "$work/study.toml" --out "$work/dask"

sums() { (cd "$1" && sha256sum *.csv *.toml manifest.json); }
if ! diff <(sums "$work/threads") <(sums "$work/dask"); then
    echo "the files of the two engines differ"
    exit 1
fi
echo "equal: $(sums "$work/dask" | wc -l) files"

# A shard that ends with an error makes the program end with 1: here one whose file cannot be written.
mkdir -p "$work/failing/shards/1-of-2.jsonl"
code=0
PATH=$(dirname "$PYTHON"):$PATH "$binary" study run "$work/study.toml" --out "$work/failing" --engine dask --shards 2 \
    >"$work/failing.log" 2>&1 || code=$?
if [[ $code != 1 ]] || ! tr -s '\n ' ' ' <"$work/failing.log" | grep -q "shard 1 of 2"; then
    cat "$work/failing.log"
    echo "a failing shard ended with exit code $code"
    exit 1
fi
echo "a failing shard: exit code 1"

# A comparison: every run goes to a store, and the program that asked for it gathers the results.
compare=(compare cash_transfer law_enforcement --replicates 6 --scale 0.001 --years 1 --set simulation.warm_up_months=12)
"$binary" "${compare[@]}" --out "$work/compared" >/dev/null
worker 3
PATH=$(dirname "$PYTHON"):$PATH "$binary" "${compare[@]}" --out "$work/by_dask" --engine dask --scheduler "$address" --shards 9 \
    >"$work/by_dask.log" 2>&1 &
client=$!
lived() { ls "$work/by_dask/.lived/runs" 2>/dev/null | grep -cv writing || true; }
until [[ $(lived) -ge 3 ]]; do
    kill -0 "$client" 2>/dev/null || { cat "$work/by_dask.log"; exit 1; }
    sleep 0.02
done
kill -KILL "${started[-1]}"
echo "killed a worker with $(lived) of 18 runs lived"
wait "$client" || { cat "$work/by_dask.log"; exit 1; }
if ! diff <(sums "$work/compared") <(sums "$work/by_dask"); then
    echo "the comparisons of the two engines differ"
    exit 1
fi
echo "equal: $(sums "$work/by_dask" | wc -l) files of a comparison"
