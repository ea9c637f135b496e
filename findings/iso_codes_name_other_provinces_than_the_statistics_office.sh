#!/usr/bin/env bash
# pycountry 26.2.16 (ISO 3166-2) beside vietnam-provinces 0.6.0 (the 63 provinces with the codes of the statistics office):
# the digits behind "VN-" look like the statistics office's two-digit province codes and are codes of other places or of none.
#
# Expected: "VN-25" without its prefix is 25, Phú Thọ in every table of the statistics office, census and household surveys;
# a join by the two digits finds the same place or nothing.
# Behaviour: ISO numbered the provinces of the 1990s in an order of its own. Of its 58 codes with digits, 33 are also
# codes of the statistics office, and one of these names the same province, so the join succeeds and puts one province's
# numbers on another's place, in silence. Five cities have letters. One name is misspelt (VN-47 "Kiến Giang"
# for Kiên Giang), so a join by name, the way out, loses that province.
# Output seen: 63 units, 58 with digits, 33 of them codes of the statistics office, 1 of the same place; VN-01 Lai Châu
# where 01 is Hà Nội; VN-47 is no name of the statistics office.
set -euo pipefail
place="$(mktemp -d)"
trap 'rm -rf "$place"' EXIT
python3 -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet pycountry==26.2.16
"$place/venv/bin/pip" download --quiet --no-deps --dest "$place" vietnam-provinces==0.6.0
"$place/venv/bin/python" - "$place"/vietnam_provinces-0.6.0-*.whl > "$place/seen.txt" <<'PYTHON'
import json
import sys
import unicodedata
import zipfile

import pycountry


def plain(name):
    """The name without what differs between lists by custom: Tỉnh or Thành phố, hyphens, and where a tone mark stands."""
    name = name.removeprefix("Tỉnh ").removeprefix("Thành phố ").replace("-", " ")
    letters = unicodedata.normalize("NFD", name.casefold().replace("đ", "d"))
    return " ".join("".join(c for c in letters if not unicodedata.combining(c)).split())


text = zipfile.ZipFile(sys.argv[1]).read("vietnam_provinces/data/nested-divisions.json")
office = {f"{unit['code']:02}": unit["name"] for unit in json.loads(text)}
iso = {unit.code[3:]: unit.name for unit in pycountry.subdivisions.get(country_code="VN")}
digits = {code: name for code, name in iso.items() if code.isdigit()}
shared = {code: name for code, name in digits.items() if code in office}
same = [code for code, name in shared.items() if plain(name) == plain(office[code])]
print(f"{len(iso)} units, {len(digits)} with digits, {len(shared)} of them codes of the statistics office, {len(same)} of the same place")
for code in ("01", "25", "68"):
    print(f"VN-{code} {iso[code]}; statistics office {code} {office[code].removeprefix('Tỉnh ')}")
exact = {name.removeprefix("Tỉnh ").removeprefix("Thành phố ") for name in office.values()}
print("VN-47", iso["47"], iso["47"] in exact)
PYTHON
cat "$place/seen.txt"
diff - "$place/seen.txt" <<'EXPECTED' || { echo "CHANGED"; exit 1; }
63 units, 58 with digits, 33 of them codes of the statistics office, 1 of the same place
VN-01 Lai Châu; statistics office 01 Thành phố Hà Nội
VN-25 Quảng Trị; statistics office 25 Phú Thọ
VN-68 Phú Thọ; statistics office 68 Lâm Đồng
VN-47 Kiến Giang False
EXPECTED
