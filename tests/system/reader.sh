#!/usr/bin/env bash
# Results as data frames, Parquet, workbook and data package: types are right, nothing is lost, the example plots.
#
#     cargo build --release
#     bash tests/system/reader.sh target/release/lachan
#
# Needs python3 and, for pandas, pyarrow, polars, frictionless, openpyxl and matplotlib, a registry; PYTHON=... names an interpreter that
# has them already.
set -euo pipefail
# No run is read from the store of whoever tests.
export LACHAN_STORE=
binary=$(realpath "$1")
root=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

. "$root/tests/system/interpreter.sh"
mapfile -t packages < <(extras results plot)
interpreter "${packages[@]}" polars frictionless openpyxl
export PYTHONPATH=$root/python

small=(--scale 0.001 --years 1 --set simulation.warm_up_months=12 --set synthesis.commune_households=400)
"$binary" sweep recruiters.per_100k=50:150:3 --scenario baseline --scenario no_programme "${small[@]}" --out "$work/sweep" >/dev/null
"$binary" run "${small[@]}" --out "$work/run" --xlsx >/dev/null
"$binary" compare child_protection_programme "${small[@]}" --replicates 2 --out "$work/compare" --xlsx >/dev/null
cp "$work/run/tables.xlsx" "$work/first.xlsx"
"$binary" report "$work/run" --xlsx >/dev/null
cmp "$work/first.xlsx" "$work/run/tables.xlsx"
"$binary" report "$work/sweep" --xlsx >/dev/null
"$PYTHON" - "$work" <<'PYTHON'
import csv
import sys
from pathlib import Path

import openpyxl
import pandas
import polars
from frictionless import Package
from lachan_results import ResultsError, meanings, results, table, tables, to_parquet

work = Path(sys.argv[1])
provinces = table(work / "run", "provinces")
assert len(set(provinces.code)) == 63 and "01" in set(provinces.code), "codes are text"
assert provinces.value.dtype == "float64" and str(provinces.suppressed.dtype) == "boolean"
indicators = table(work / "run", "indicators")
assert str(indicators.suppressed.dtype) == "boolean" and str(indicators.replicate.dtype) == "Int64"
assert "01" in set(indicators.group[indicators.stratum == "province"])
assert "identified" in table(work / "run", "monthly").select_dtypes("number").columns, "a count, not a flag"

# Parts add up to the whole, and no whole stands among them.
costs, whole = table(work / "compare", "costs"), table(work / "compare", "national_costs")
key = ["scenario", "replicate", "year", "lever"]
both = costs.groupby(key).total_kvnd.sum().to_frame("parts").join(whole.set_index(key).total_kvnd)
assert len(both) and ((both.parts / both.total_kvnd - 1).abs() < 1e-7).all()
assert set(costs.province) <= set(provinces.code)

sweep = results(work / "sweep", commands=True)
assert sorted(set(sweep["recruiters.per_100k"])) == [50, 100, 150]
assert sweep.command.str.startswith("lachan run ").all() and sweep.seed.notna().all()
assert (sweep.config_hash.str.len() == 64).all() and sweep.config_hash.nunique() == 6

try:
    table(work / "run", "contrasts")
except ResultsError as fault:
    assert "provinces" in str(fault), fault
else:
    raise AssertionError("a run has no contrasts")

for directory in ("run", "sweep", "compare"):
    package = Package(str(work / directory / "datapackage.json"))
    report = package.validate()
    assert report.valid, report.flatten(["title", "fieldName", "note"])[:20]
    book = openpyxl.load_workbook(work / directory / "tables.xlsx", read_only=True)
    assert book.sheetnames[0] == "notes" and sorted(book.sheetnames[1:]) == tables(work / directory)
    paths = to_parquet(work / directory, work / "parquet" / directory)
    assert [path.stem for path in paths] == tables(work / directory)
    for path in paths:
        back, own = pandas.read_parquet(path), table(work / directory, path.stem)
        pandas.testing.assert_frame_equal(back, own)
        assert back.attrs["basis"] == "modelled, not observed"
        source = work / directory / f"{path.stem}.csv"
        with open(source, encoding="utf-8", newline="") as text:
            lines = list(csv.reader(text))
        assert len(lines) - 1 == len(back) == len(polars.read_csv(source))
        assert meanings(work / directory, path.stem, "vi").meaning.str.len().gt(0).all()
        sheet = list(book[path.stem].iter_rows(values_only=True))
        assert [list(row)[: len(lines[0])] for row in sheet[:1]] == lines[:1] and len(sheet) == len(lines)
        for column, kind in own.dtypes.items():
            place = lines[0].index(column)
            cells = [row[place] for row in sheet[1:] if row[place] is not None]
            if str(kind) == "float64":
                assert all(isinstance(cell, (int, float)) for cell in cells), (path.stem, column)
            elif str(kind) == "string" and column != "month":
                assert all(isinstance(cell, str) for cell in cells), (path.stem, column)
book = openpyxl.load_workbook(work / "run" / "tables.xlsx")
names = {row[3] for row in book["provinces"].iter_rows(values_only=True)}
assert "Hà Nội" in names and "01" in {row[2] for row in book["provinces"].iter_rows(values_only=True)}

# A file that was changed is refused.
changed = work / "run" / "costs.csv"
changed.write_text(changed.read_text(encoding="utf-8") + "\n", encoding="utf-8")
try:
    table(work / "run", "costs")
except ResultsError as fault:
    assert "costs.csv" in str(fault), fault
else:
    raise AssertionError("a changed file was read")
print(f"equal: {sum(1 for _ in (work / 'parquet').rglob('*.parquet'))} tables")
PYTHON
"$PYTHON" "$root/python/examples/sweep.py" "$work/sweep" recruiters.per_100k prevalence_lifetime_12_24 "$work/sweep.png"
[[ $(head -c 4 "$work/sweep.png" | tail -c 3) == PNG ]]
echo "plotted: $(stat -c %s "$work/sweep.png") bytes"
