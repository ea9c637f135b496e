#!/usr/bin/env bash
# The same bytes on any number of threads, with and without wide registers, with libc's choices by processor switched off, and in
# a debug build. Usage: same_bytes.sh [LACHAN [LACHAN_DEBUG]]
set -euo pipefail
# No run is read from the store of whoever tests.
export LACHAN_STORE=
cd "$(dirname "$0")/../.."
lachan=${1:-target/release/lachan}
debug=${2:-}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
settings=(--scale 0.005 --years 2 --seed 5 --set simulation.warm_up_months=36)
run() { # name, program, threads, and variables
    local name=$1 program=$2 threads=$3
    shift 3
    env "$@" "$program" run "${settings[@]}" --threads "$threads" --out "$work/$name" >/dev/null
}
run first "$lachan" 1 LACHAN_WIDTH=
for threads in 2 3 8; do run "threads_$threads" "$lachan" "$threads" LACHAN_WIDTH=; done
for threads in 1 2 3 8; do run "plain_$threads" "$lachan" "$threads" LACHAN_WIDTH=plain; done
for threads in 1 2 3 8; do
    run "nofma_$threads" "$lachan" "$threads" GLIBC_TUNABLES=glibc.cpu.hwcaps=-FMA,-AVX2,-AVX512F
done
if [ -n "$debug" ]; then
    for threads in 1 2; do
        run "debug_$threads" "$debug" "$threads" LACHAN_WIDTH=
        run "debug_plain_$threads" "$debug" "$threads" LACHAN_WIDTH=plain
    done
fi
hash_of() { (cd "$1" && find . -type f | LC_ALL=C sort | xargs sha256sum | sha256sum); }
wanted=$(hash_of "$work/first")
unequal=0
tried=0
for other in "$work"/*/; do
    tried=$((tried + 1))
    if [ "$(hash_of "$other")" != "$wanted" ]; then
        echo "differs: $(basename "$other")"
        unequal=$((unequal + 1))
    fi
done
echo "same bytes: $((tried - unequal)) of $tried"
exit $((unequal > 0))
