#!/usr/bin/env bash
# vietnam-provinces 2026.9.0 (PyPI, data of 20 September 2026): three centrally run cities are still provinces.
#
# Expected: nine cities. Đồng Nai became one on 30 April 2026 (Resolution 30/2026/QH16), Quảng Ninh on 1 September
# (36/2026/QH16) and Bắc Ninh on 20 September (39/2026/QH16): see the decrees in the README and issues 146, 210 of
# github thanglequoc/vietnamese-provinces-database, and issue 10 of github hongquan/vn-open-api-provinces.
# Behaviour: the package has the six cities of July 2025 and calls the three "Tỉnh". Whoever keys on the full name
# ("Thành phố Đồng Nai") or on `division_type` loses or misfiles them. Codes and plain names are right.
# Output seen: 6 cities; "75 Tỉnh Đồng Nai", "22 Tỉnh Quảng Ninh", "24 Tỉnh Bắc Ninh".
set -euo pipefail
place="$(mktemp -d)"
trap 'rm -rf "$place"' EXIT
python3 -m pip download --quiet --no-deps --only-binary :all: --python-version 3.14 --dest "$place" vietnam-provinces==2026.9.0
python3 - "$place"/*.whl <<'PYTHON'
import json
import sys
import zipfile

text = zipfile.ZipFile(sys.argv[1]).read("vietnam_provinces/data/nested-divisions.json")
units = json.loads(text)
print(sum("trung ương" in unit["division_type"] for unit in units), "cities of", len(units), "units")
for unit in units:
    if unit["code"] in (22, 24, 75):
        print(unit["code"], unit["name"])
PYTHON
