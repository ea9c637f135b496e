#!/usr/bin/env bash
# Processor time of a comparison of six scenarios that are confined to some provinces: a new build against an old one, in pairs,
# and whether the files are the same bytes (but for the manifest). Usage: confined.sh NEW OLD [PAIRS [OPTIONS OF COMPARE...]]
set -euo pipefail
# No run is read from the store of whoever tests.
export LACHAN_STORE=
cd "$(dirname "$0")/confined"
new=$1 old=$2 pairs=${3:-5}
shift 3 || shift $#
[ $# -gt 0 ] || set -- --scale 0.02 --replicates 8 --threads 2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
once() { # name, program, options of compare
    local name=$1 program=$2
    shift 2
    # A store would answer from what has been lived before.
    XDG_CACHE_HOME="$work/cache_$name" /usr/bin/time -f '%U %S %e %M' -o "$work/time" \
        "$program" compare ./*.toml child_marriage_prevention "$@" --out "$work/$name" >/dev/null 2>"$work/said"
    tail -n 1 "$work/time"
    rm -rf "$work/cache_$name"
}
ratios=()
for pair in $(seq "$pairs"); do
    rm -rf "$work/new" "$work/old"
    if [ $((pair % 2)) = 0 ]; then
        of_new=$(once new "$new" "$@")
        of_old=$(once old "$old" "$@")
    else
        of_old=$(once old "$old" "$@")
        of_new=$(once new "$new" "$@")
    fi
    ratio=$(awk -v n="${of_new%% *}" -v o="${of_old%% *}" 'BEGIN { printf "%.3f", n / o }')
    ratios+=("$ratio")
    same=$(diff -rq -x manifest.json "$work/new" "$work/old" >/dev/null && echo "same bytes" || echo "FILES DIFFER")
    echo "pair $pair: user, system, elapsed s, peak kB: new $of_new, old $of_old; user $ratio; $same"
done
printf '%s\n' "${ratios[@]}" | sort -n | awk '{ r[NR] = $1 } END { print "median of user, new over old:", r[int((NR + 1) / 2)] }'
