#!/usr/bin/env bash
# A batch system that takes no job, or whose jobs end before a worker comes, ends the command with 71 and its reason instead of a wait
# for ever; options reach it as numbers and lists. Commands of Slurm are played by scripts.
#
#     PYTHON=/path/to/python bash tests/system/rejected_job.sh
#
# The interpreter has the packages of python/ with the extra "jobqueue"; without PYTHON, an environment is made, which needs a registry.
set -euo pipefail
# No run is read from the store of whoever tests.
export LACHAN_STORE=
root=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
. "$root/tests/system/interpreter.sh"
mapfile -t packages < <(extras jobqueue)
interpreter "${packages[@]}"
export PYTHONPATH=$root/python PATH=$work/bin:$PATH
mkdir "$work/bin"
touch "$work/study.toml"
command_is() { printf '#!/bin/bash\n%s\n' "$2" >"$work/bin/$1"; chmod +x "$work/bin/$1"; }
# Exit code, and what is told.
ended() {
    local code=0
    timeout 120 "$PYTHON" -m lachan_cluster "$work/study.toml" --out "$work/out" --shards 2 --batch slurm --workers 1 "$@" \
        >"$work/told" 2>&1 || code=$?
    [[ $code == 71 ]] || { cat "$work/told"; echo "exit code $code"; exit 1; }
}
command_is scancel 'exit 0'

command_is sbatch 'echo "sbatch: error: Batch job submission failed: Invalid qos specification" >&2; exit 1'
ended --option cores=1
grep -q "^error: .*Invalid qos specification" "$work/told"
if grep -q Traceback "$work/told"; then cat "$work/told"; exit 1; fi

ended --option nonsense=3
grep -q "nonsense" "$work/told"

command_is sbatch "cp \"\$1\" $work/script; echo Submitted batch job 77"
command_is squeue 'echo "slurm_load_jobs error: Invalid job id specified" >&2; exit 1'
ended --option cores=2 --option 'job_extra_directives=["--qos=low", "--exclusive"]' --option walltime=01:00:00
grep -q "all jobs have ended (77)" "$work/told"
for line in "--cpus-per-task=2" "--qos=low" "--exclusive" "-t 01:00:00"; do grep -q -- "$line" "$work/script"; done
echo "refused and ended jobs: exit code 71, with the reason"
