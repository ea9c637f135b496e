#!/usr/bin/env bash
# A study and a comparison through a Slurm of one host: the array scripts that the program writes leave the bytes of the same on threads.
#
#     cargo build --release
#     bash tests/system/slurm.sh target/release/lachan
#
# Needs root for the daemons of Debian's slurm-wlm and munge; where they are missing, installs them, or says NOT RUN with exit code 0.
set -euo pipefail
# No run is read from the store of whoever tests.
export LACHAN_STORE=
binary=$(realpath "$1")
not_run() { echo "NOT RUN: tests/system/slurm.sh ($1)"; exit 0; }
[[ $(id -u) == 0 ]] || not_run "needs root to start the daemons"
if ! command -v slurmctld >/dev/null || ! command -v munged >/dev/null; then
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -qq -y slurm-wlm munge; } >/dev/null 2>&1 || true
fi
command -v slurmctld >/dev/null && command -v munged >/dev/null || not_run "slurm-wlm and munge cannot be installed"

work=$(mktemp -d)
chmod 755 "$work"
started=()
trap 'kill "${started[@]}" 2>/dev/null || true; sleep 1; rm -rf "$work"' EXIT
host=$(hostname -s)
export SLURM_CONF=$work/slurm.conf
mkdir "$work/state" "$work/spool"
# A key and a socket of its own, so that a Slurm that the host may have is left alone.
head -c 1024 /dev/urandom >"$work/munge.key"
chmod 600 "$work/munge.key"
cat >"$SLURM_CONF" <<CONF
ClusterName=lachan
SlurmctldHost=$host(127.0.0.1)
SlurmUser=root
AuthType=auth/munge
AuthInfo=socket=$work/munge.socket
CryptoType=crypto/munge
SlurmctldPort=46817
SlurmdPort=46818
StateSaveLocation=$work/state
SlurmdSpoolDir=$work/spool
SlurmctldPidFile=$work/slurmctld.pid
SlurmdPidFile=$work/slurmd.pid
SlurmctldLogFile=$work/slurmctld.log
SlurmdLogFile=$work/slurmd.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
JobAcctGatherType=jobacct_gather/none
MpiDefault=none
NodeName=$host NodeAddr=127.0.0.1 CPUs=$(nproc) RealMemory=$(free -m | awk '/^Mem:/ { print $2 }') State=UNKNOWN
PartitionName=all Nodes=$host Default=YES MaxTime=INFINITE State=UP
CONF
munged --foreground --force --key-file="$work/munge.key" --socket="$work/munge.socket" --pid-file="$work/munged.pid" \
    --log-file="$work/munged.log" --seed-file="$work/munge.seed" >/dev/null 2>&1 &
started+=($!)
for _ in $(seq 50); do [[ -S $work/munge.socket ]] && break; sleep 0.2; done
slurmctld -D >/dev/null 2>&1 &
started+=($!)
slurmd -D -N "$host" >/dev/null 2>&1 &
started+=($!)
for _ in $(seq 100); do sinfo --noheader --format=%T 2>/dev/null | grep -q idle && break; sleep 0.3; done
sinfo --noheader --format=%T 2>/dev/null | grep -q idle || { tail -5 "$work"/*.log >&2; not_run "the daemons do not come up here"; }

cat >"$work/study.toml" <<'STUDY'
[study]
name = "on_slurm"
kind = "sweep"
seed = 5
scale = 0.001
years = 1
set = ["simulation.warm_up_months=6", "synthesis.commune_households=400"]
[[factor]]
name = "recruiters.per_100k"
levels = 4
[[factor]]
name = "recruitment.contact"
levels = 3
STUDY

"$binary" study run "$work/study.toml" --out "$work/threads" >/dev/null
"$binary" study run "$work/study.toml" --out "$work/slurm" --engine slurm --shards 5
(cd "$work" && sbatch --wait --output="$work/job-%a.log" "$work/slurm/slurm.sh")
[[ $(ls "$work/slurm/shards" | grep -c jsonl) == 5 ]]
# An array that is submitted again finds its shards there.
(cd "$work" && sbatch --wait --output="$work/again-%a.log" "$work/slurm/slurm.sh")
tr -s '\n ' ' ' <"$work/again-3.log" | grep -q "is there already"
"$binary" study merge "$work/study.toml" --out "$work/slurm"

sums() { (cd "$1" && sha256sum *.csv *.toml manifest.json); }
if ! diff <(sums "$work/threads") <(sums "$work/slurm"); then
    echo "the files of threads and Slurm differ"
    exit 1
fi
echo "equal: $(sums "$work/slurm" | wc -l) files"

# A comparison: the array lives all but one part, the array that is submitted again only what is missing, and the command that was
# printed gathers.
compare=(compare cash_transfer law_enforcement --replicates 4 --scale 0.001 --years 1 --set simulation.warm_up_months=6)
"$binary" "${compare[@]}" --out "$work/compared" >/dev/null
(cd "$work" && "$binary" "${compare[@]}" --out by_slurm --engine slurm --shards 4 | tee submitted.txt)
(cd "$work" && sbatch --wait --array=1-3 --output="$work/part-%a.log" by_slurm/slurm.sh)
before=$(cd "$work/by_slurm/.lived/runs" && stat -c '%i %n' *)
[[ $(wc -l <<<"$before") == 9 ]]
(cd "$work" && sbatch --wait --output="$work/part-again-%a.log" by_slurm/slurm.sh)
after=$(cd "$work/by_slurm/.lived/runs" && stat -c '%i %n' *)
[[ $(wc -l <<<"$after") == 12 && $(comm -12 <(sort <<<"$before") <(sort <<<"$after") | wc -l) == 9 ]]
(cd "$work" && bash -c "$(sed -n 's/^Then: *//p' submitted.txt)" >gathered.txt)
if ! diff <(sums "$work/compared") <(sums "$work/by_slurm"); then
    echo "the comparisons of threads and Slurm differ"
    exit 1
fi
echo "equal: $(sums "$work/by_slurm" | wc -l) files of a comparison"
