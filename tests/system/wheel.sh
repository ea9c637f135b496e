#!/usr/bin/env bash
# The engine in Python: `pip install .` gives the module and the program, whose files are those of the command line, byte for byte; tables
# go into pandas, polars, DuckDB and pyarrow; Ctrl-C, errors and other threads behave; a call costs next to nothing; the bridges run.
#
#     cargo build --release
#     bash tests/system/wheel.sh target/release/lachan
#
# Needs python3 and, for maturin and what reads the tables, a registry; PYTHON=... names an interpreter that has the package and them.
set -euo pipefail
# No run is read from the store of whoever tests.
export LACHAN_STORE=
export LACHAN_BINARY
LACHAN_BINARY=$(realpath "$1")
root=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

. "$root/tests/system/interpreter.sh"
if [[ -z ${PYTHON:-} ]]; then
    interpreter pytest pandas polars duckdb pyarrow blake3 SALib "ema-workbench>=2.5"
    begun=$SECONDS
    "$PYTHON" -m pip wheel --quiet --no-deps --wheel-dir "$work" "$root"
    echo "wheel: $(stat -c %s "$work"/lachan-*.whl) bytes, built in $((SECONDS - begun)) s"
    "$PYTHON" -m pip install --quiet "$work"/lachan-*.whl
fi
PATH=$(dirname "$PYTHON"):$PATH lachan --version
"$PYTHON" -m pytest -q -s -p no:cacheprovider "$root/tests/system/wheel"

# One file of moderate size: 12 MB without the lines of the source are aimed at.
strip -o "$work/stripped" "$LACHAN_BINARY"
echo "stripped program: $(stat -c %s "$work/stripped") bytes (aim: 12000000)"
