#!/usr/bin/env python3
"""Years that nobody fitted: facts with their sources against what the model predicts for their years.

    python3 tests/system/hindcast.py target/release/lachan
    python3 tests/system/hindcast.py target/release/lachan --replicates 4 --scale 0.005 --out /tmp/VALIDATION.md

The model runs from 2011 to 2023 with points of the shipped ensemble and histories drawn from what is known of them, so that what is
predicted holds the uncertainty of the calibration, of the history and chance. Values of the history that follow from counts to which
the model is fitted are taken up to 2018 only (`simulation.fitted_until`): later ones walk at random from there, as they did before. `hindcast/facts.csv` holds the facts, each with its role, its source, what
reads it from the tables of a run, and the range that the source (or, where it gives none, we) put around it.

A fact lies inside if the 90 % interval of what would be observed holds it: the middle nine tenths of the replicates, with the fact's own
range beside it (the halves of both added in squares). The table replaces the part `## Years that nobody fitted` of VALIDATION.md.
"""

import argparse
import csv
import math
import os
import shlex
import subprocess
import sys
import tempfile
from collections import defaultdict
from pathlib import Path

HERE = Path(__file__).parent
FIRST, LAST, FITTED_UNTIL = 2011, 2023, 2018
EVER = "prevalence_lifetime_12_24"
SCHOOL = ["attendance_primary", "attendance_lower_secondary", "attendance_upper_secondary"]
RATES = {"arrests", "prosecutions", "convictions", "children", "services_opened"}
HEADING = "## Years that nobody fitted"
ROLES = {"fitted": "fitted", "held_out_in_time": "held out in time", "held_out_in_kind": "held out in kind"}


class Run:
    """The tables of one replicate, and the words in which facts are written."""

    def __init__(self, indicators, register, surveys):
        self.indicators, self.register, self.surveys = indicators, register, surveys

    def totals(self, measure, first, last, stratum, group):
        rows = [self.indicators[measure, stratum, group, year] for year in range(first, last + 1)]
        return sum(row[0] for row in rows), sum(row[1] for row in rows), len(rows)

    def v(self, measure, first, last=None, stratum="national", group="all"):
        """A share over some years, or a count a year."""
        numerator, denominator, years = self.totals(measure, first, last or first, stratum, group)
        is_count = measure in RATES or measure.startswith("identified") and not measure.endswith("share")
        return numerator / years if is_count else numerator / denominator

    def part(self, measure, year, stratum, group):
        """The share of a measure's persons who belong to a group."""
        return self.totals(measure, year, year, stratum, group)[0] / self.totals(measure, year, year, "national", "all")[0]

    def pooled(self, measures, year):
        """Several shares of different persons as one."""
        parts = [self.totals(measure, year, year, "national", "all") for measure in measures]
        return sum(part[0] for part in parts) / sum(part[1] for part in parts)

    def seen(self, first, last):
        """What a survey of everyone would report."""
        return sum(self.surveys[year] for year in range(first, last + 1)) / (last + 1 - first)

    def under_18(self, year):
        """Victims under 18 recorded, by expectation."""
        return sum(row for (of, age, _), row in self.register.items() if of == year and age != "18_24")

    def labour(self, year):
        """Share of recorded victims who were held for labour or courier tasks."""
        rows = {key: row for key, row in self.register.items() if key[0] == year}
        return sum(row for key, row in rows.items() if key[2] in ("labour", "courier")) / sum(rows.values())

    def spread(self, measure, first, last):
        """The largest year over the smallest."""
        years = [self.v(measure, year) for year in range(first, last + 1)]
        return max(years) / min(years)

    def highest(self, measure, first, last):
        """The highest province over the country."""
        codes = {group for of, stratum, group, _ in self.indicators if (of, stratum) == (measure, "province")}
        return max(self.v(measure, first, last, "province", code) for code in codes) / self.v(measure, first, last)

    def read(self, fact):
        words = {name: getattr(self, name) for name in ("v", "part", "pooled", "seen", "under_18", "labour", "spread", "highest")}
        words |= {"EVER": EVER, "SCHOOL": SCHOOL, "odds": lambda share: share / (1 - share)}
        return eval(fact["measure"], {"__builtins__": {}}, words)


def run(program, options, directory):
    command = [program, "run", "--ensemble", "--replicates", str(options.replicates), "--scale", str(options.scale)]
    command += ["--from", str(FIRST), "--years", str(LAST + 1 - FIRST), "--set", f"simulation.fitted_until={FITTED_UNTIL}"]
    command += ["--set", 'simulation.history_values="drawn"']
    # Nothing that was lived before is taken for what is tested.
    apart = os.environ | {"LACHAN_STORE": ""}
    subprocess.run([*command, "--out", directory], check=True, stdout=subprocess.DEVNULL, env=apart)
    return command


def runs(directory):
    indicators, register, surveys = (defaultdict(dict) for _ in range(3))

    def rows(name):
        with open(directory / name, encoding="utf-8", newline="") as file:
            yield from csv.DictReader(file)

    for row in rows("indicators.csv"):
        if row["numerator"]:
            key = row["indicator"], row["stratum"], row["group"], int(row["year"])
            indicators[row["replicate"]][key] = float(row["numerator"]), float(row["denominator"])
    for row in rows("register.csv"):
        key = int(row["year"]), row["age_class"], row["form"]
        own = register[row["replicate"]]
        own[key] = own.get(key, 0.0) + float(row["expected"])
    for row in rows("survey.csv"):
        surveys[row["replicate"]][int(row["year"])] = float(row["expected"])
    return [Run(indicators[replicate], register[replicate], surveys[replicate]) for replicate in indicators]


def quantile(ordered, share):
    place = share * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (place - below) * (ordered[above] - ordered[below])


def predicted(values, fact):
    """Mean, and the ends of the 90 % interval of what would be observed."""
    ordered = sorted(values)
    mean = sum(ordered) / len(ordered)
    ends = []
    for share, observed_end in ((0.05, "low"), (0.95, "high")):
        own = quantile(ordered, share) - mean
        error = float(fact[observed_end]) - float(fact["observed"]) if fact["observed"] and fact[observed_end] else 0.0
        ends.append(mean + math.copysign(math.hypot(own, error), share - 0.5))
    return mean, *ends


def verdict(fact, values):
    mean, low, high = predicted(values, fact)
    if fact["observed"]:
        observed = float(fact["observed"])
        off = max(mean / observed, observed / mean) if mean > 0 and observed > 0 else math.inf
        return mean, low, high, low <= observed <= high, off
    # Only bounds are known: the mean must lie between them.
    bounds = [float(fact[end]) if fact[end] else limit for end, limit in (("low", -math.inf), ("high", math.inf))]
    return mean, low, high, bounds[0] <= mean <= bounds[1], 1.0


def short(number):
    if number == "":
        return ""
    number = float(number)
    return f"{number:,.0f}" if abs(number) >= 1000 else f"{number:.3g}"


def table(facts, results, command, causes):
    held = [fact for fact in facts if fact["role"] != "fitted"]
    inside = sum(results[fact["id"]][3] for fact in held)
    far = [fact for fact in held if results[fact["id"]][4] > 2]
    unexplained = [fact["id"] for fact in far if fact["id"] not in causes]
    lines = [
        HEADING, "",
        f"Made by `python3 tests/system/hindcast.py target/release/lachan` (`{shlex.join(command[1:])}`). Modelled, not observed, beside facts",
        f"with their sources (`tests/system/hindcast/facts.csv`; ids are those of `configs/viet_nam/evidence.csv`). Counts of authorities",
        "after 2018 are predicted without any count of those years.", "",
        f"Of {len(held)} facts that were held out, {inside} ({100 * inside / len(held):.0f} %) lie inside the 90 % interval of what would be",
        f"observed; {len(far)} are off by more than a factor of 2, " + (f"without a stated cause: {', '.join(unexplained)}." if unexplained
                                                                      else "each with a cause stated below."), "",
        "| id | fact | years | role | observed | predicted (90 %) | inside | source | grade |", "|---|---|---|---|---|---|---|---|---|",
    ]
    for fact in facts:
        mean, low, high, is_inside, _ = results[fact["id"]]
        observed = short(fact["observed"]) or f"{short(fact['low'])} to {short(fact['high'])}"
        cells = [fact["id"], fact["fact"], fact["period"], ROLES[fact["role"]], f"{observed} {fact['unit']}",
                 f"{short(mean)} ({short(low)} to {short(high)})", "yes" if is_inside else "**no**", fact["source"], fact["evidence"]]
        lines.append("| " + " | ".join(cell.replace("|", "/") for cell in cells) + " |")
    lines += ["", "Why facts lie outside:", ""]
    outside = [fact for fact in facts if not results[fact["id"]][3]]
    lines += [f"* {fact['id']}: {causes.get(fact['id'], 'not known.')}" for fact in outside]
    return lines, unexplained, inside / len(held)


def written(path, lines):
    """The page with the part under the heading replaced, or added at its end."""
    text = path.read_text(encoding="utf-8") if path.exists() else "# Validation\n"
    before, _, after = text.partition(HEADING + "\n")
    rest = after[after.index("\n## ") + 1:] if "\n## " in after else ""
    path.write_text(before.rstrip("\n") + "\n\n" + "\n".join(lines) + "\n" + ("\n" + rest if rest else ""), encoding="utf-8")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program")
    parser.add_argument("--replicates", type=int, default=40)
    parser.add_argument("--scale", type=float, default=0.02)
    parser.add_argument("--out", type=Path, default=Path("VALIDATION.md"))
    options = parser.parse_args()
    with open(HERE / "hindcast" / "facts.csv", encoding="utf-8", newline="") as file:
        facts = list(csv.DictReader(file))
    with open(HERE / "hindcast" / "causes.csv", encoding="utf-8", newline="") as file:
        causes = {row["id"]: row["cause"] for row in csv.DictReader(file)}
    with tempfile.TemporaryDirectory() as place:
        directory = Path(place) / "run"
        command = run(options.program, options, directory)
        replicates = runs(directory)
    results = {fact["id"]: verdict(fact, [one.read(fact) for one in replicates]) for fact in facts}
    lines, unexplained, share = table(facts, results, command, causes)
    written(options.out, lines)
    print("\n".join(lines))
    return 0 if share >= 0.7 and not unexplained else 1


if __name__ == "__main__":
    sys.exit(main())
