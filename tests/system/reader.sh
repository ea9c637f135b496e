#!/usr/bin/env bash
# Results as data frames and as Parquet: types are right, nothing is lost, the example plots.
#
#     cargo build --release
#     bash tests/system/reader.sh target/release/lachan
#
# Needs python3 and, for pandas, pyarrow and matplotlib, a registry; PYTHON=... names an interpreter that has them already.
set -euo pipefail
binary=$(realpath "$1")
root=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

if [[ -z ${PYTHON:-} ]]; then
    python3 -m venv "$work/venv"
    PYTHON=$work/venv/bin/python
    "$PYTHON" -m pip install --quiet "$root/python[results,plot]"
fi
export PYTHONPATH=$root/python

small=(--scale 0.001 --years 1 --set simulation.warm_up_months=12 --set synthesis.commune_households=400)
"$binary" sweep recruiters.per_100k=50:150:3 --scenario baseline --scenario no_programme "${small[@]}" --out "$work/sweep" >/dev/null
"$binary" run "${small[@]}" --out "$work/run" >/dev/null
"$PYTHON" - "$work" <<'PYTHON'
import csv
import sys
from pathlib import Path

import pandas
from lachan_results import results, table, tables, to_parquet

work = Path(sys.argv[1])
provinces = table(work / "run", "provinces")
assert len(set(provinces.code)) == 63 and "01" in set(provinces.code), "codes are text"
assert provinces.children.dtype == "float64" or provinces.children.dtype == "int64"
indicators = table(work / "run", "indicators")
assert str(indicators.suppressed.dtype) == "boolean"
assert "01" in set(indicators.group[indicators.stratum == "province"])
assert "identified" in table(work / "run", "monthly").select_dtypes("number").columns, "a count, not a flag"

sweep = results(work / "sweep", commands=True)
assert sorted(set(sweep["recruiters.per_100k"])) == [50, 100, 150]
assert sweep.command.str.startswith("lachan run ").all() and (sweep.seed == 1).all()
assert (sweep.config_hash.str.len() == 64).all() and sweep.config_hash.nunique() == 6

for directory in ("run", "sweep"):
    paths = to_parquet(work / directory, work / "parquet" / directory)
    assert [path.stem for path in paths] == tables(work / directory)
    for path in paths:
        back, own = pandas.read_parquet(path), table(work / directory, path.stem)
        pandas.testing.assert_frame_equal(back, own)
        assert back.attrs["basis"] == "modelled, not observed"
        with open(work / directory / f"{path.stem}.csv", encoding="utf-8", newline="") as text:
            assert len(list(csv.reader(text))) - 1 == len(back)
print(f"equal: {sum(1 for _ in (work / 'parquet').rglob('*.parquet'))} tables")
PYTHON
"$PYTHON" "$root/python/examples/sweep.py" "$work/sweep" recruiters.per_100k prevalence_lifetime_12_24 "$work/sweep.png"
[[ $(head -c 4 "$work/sweep.png" | tail -c 3) == PNG ]]
echo "plotted: $(stat -c %s "$work/sweep.png") bytes"
