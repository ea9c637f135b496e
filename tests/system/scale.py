#!/usr/bin/env python3
"""Results do not depend on the scale of a run beyond chance.

The statement under test: for each of six figures of the fit table (T1, T2, T3, T4a, T4b, T5) the mean over seeds is the
same at every scale. For each figure and each pair of scales Welch's t compares the two means; its two-sided p-value is
turned into the z of the same p-value, so that few seeds are no reason for alarm. With m comparisons (six figures times
the pairs of scales) a comparison fails when p < alpha / m (Bonferroni), which is |z| above the bound that is printed: a
model without any dependence fails this test in at most `alpha` (1 %) of the choices of seeds. What the test can see is
printed as well: the smallest difference, relative to the mean, that it would find in four of five choices of seeds.

Every run has a seed of its own, so that runs of different scales are independent.

    cargo build --release
    python3 tests/system/scale.py target/release/lachan
    python3 tests/system/scale.py target/release/lachan --plan 0.005:20,0.02:10,0.1:4

The default plan takes about three minutes on two cores. Exit code: 0 when every comparison holds, 1 when one fails,
2 when a run fails. Needs only Python's standard library.
"""

import argparse
import csv
import itertools
import math
import os
import statistics
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

# No run is read from the store of whoever tests.
os.environ["LACHAN_STORE"] = ""

FIGURES = ("T1", "T2", "T3", "T4a", "T4b", "T5")
DEFAULT_PLAN = "0.005:20,0.02:8"
NORMAL = statistics.NormalDist()


def parse_plan(text):
    """Pairs of scale and number of seeds from `scale:seeds,scale:seeds`."""
    plan = []
    for part in text.split(","):
        scale, seeds = part.split(":")
        if int(seeds) < 2:
            raise argparse.ArgumentTypeError(f"{part}: a standard error needs two seeds or more")
        plan.append((float(scale), int(seeds)))
    if len(plan) < 2:
        raise argparse.ArgumentTypeError("a comparison needs two scales or more")
    return plan


def figures_of_run(binary, scale, seed, extra):
    """Runs the model once and reads its figures from the fit table."""
    with tempfile.TemporaryDirectory() as directory:
        out = Path(directory) / "run"
        command = [binary, "run", "--scale", str(scale), "--seed", str(seed), "--threads", "1", "--out", str(out)]
        subprocess.run([*command, *extra], check=True, capture_output=True, text=True)
        with open(out / "fit.csv", newline="", encoding="utf-8") as file:
            simulated = {row["id"]: row["simulated"] for row in csv.DictReader(file)}
    return [float(simulated[figure]) for figure in FIGURES]


def student_tail(t, degrees):
    """Two-sided p-value of Student's t: Simpson's rule on the density, under x = sqrt(degrees) * tan(angle)."""
    start, steps = math.atan(abs(t) / math.sqrt(degrees)), 2_000
    width = (math.pi / 2 - start) / steps
    weights = [1, *([4, 2] * (steps // 2 - 1)), 4, 1]
    area = sum(w * max(math.cos(start + i * width), 0.0) ** (degrees - 1) for i, w in enumerate(weights)) * width / 3
    log_constant = math.lgamma((degrees + 1) / 2) - math.lgamma(degrees / 2) - 0.5 * math.log(math.pi)
    return min(1.0, 2 * area * math.exp(log_constant))


def compare(first, second):
    """The z that has Welch's p-value for the difference of two means, and the standard error of the difference."""
    parts = [statistics.variance(values) / len(values) for values in (first, second)]
    error = math.sqrt(sum(parts))
    difference = statistics.fmean(first) - statistics.fmean(second)
    if error == 0:
        return (0.0 if difference == 0 else math.copysign(math.inf, difference)), error
    degrees = sum(parts) ** 2 / sum(p**2 / (len(v) - 1) for p, v in zip(parts, (first, second)))
    tail = max(student_tail(difference / error, degrees), 1e-300)
    return math.copysign(-NORMAL.inv_cdf(tail / 2), difference), error


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("binary", help="path of the release binary")
    parser.add_argument("--plan", type=parse_plan, default=parse_plan(DEFAULT_PLAN), help="scale:seeds,scale:seeds")
    parser.add_argument("--alpha", type=float, default=0.01, help="chance of a false alarm over all comparisons")
    parser.add_argument("--jobs", type=int, default=2, help="runs at a time, one thread each")
    parser.add_argument("--set", action="append", default=[], dest="sets", metavar="NAME=VALUE", help="as in lachan run")
    arguments = parser.parse_args()

    extra = [word for setting in arguments.sets for word in ("--set", setting)]
    # Long runs first, so that no core waits at the end.
    tasks = sorted(
        ((scale, 1_000 * place + seed) for place, (scale, seeds) in enumerate(arguments.plan) for seed in range(1, seeds + 1)),
        reverse=True,
    )
    try:
        with ThreadPoolExecutor(arguments.jobs) as pool:
            results = list(pool.map(lambda task: figures_of_run(arguments.binary, *task, extra), tasks))
    except (OSError, KeyError, ValueError) as error:
        print(f"A run failed: {error!r}", file=sys.stderr)
        return 2
    except subprocess.CalledProcessError as error:
        print(f"A run failed: {error}\n{error.stderr}", file=sys.stderr)
        return 2

    by_scale = {scale: [] for scale, _ in arguments.plan}
    for (scale, _), figures in zip(tasks, results):
        by_scale[scale].append(figures)
    pairs = list(itertools.combinations(by_scale, 2))
    comparisons = len(FIGURES) * len(pairs)
    bound = -NORMAL.inv_cdf(arguments.alpha / comparisons / 2)

    worst = 0.0
    for place, figure in enumerate(FIGURES):
        values = {scale: [run[place] for run in runs] for scale, runs in by_scale.items()}
        for scale, of_scale in values.items():
            mean, deviation = statistics.fmean(of_scale), statistics.stdev(of_scale)
            print(
                f"{figure:4} scale {scale:<6g} {len(of_scale):3d} seeds  mean {mean:.5g}"
                f"  standard error {deviation / math.sqrt(len(of_scale)):.2g}"
                f"  lowest {min(of_scale):.5g}  highest {max(of_scale):.5g}"
            )
        for one, other in pairs:
            z, error = compare(values[one], values[other])
            seen = (bound + NORMAL.inv_cdf(0.8)) * error / abs(statistics.fmean(values[other]))
            verdict = "differs" if abs(z) > bound else "holds"
            print(f"{figure:4} {one:g} against {other:g}: z {z:+.2f}, {verdict}; would see {100 * seen:.1f} %")
            worst = max(worst, abs(z))
    print(f"{comparisons} comparisons, bound {bound:.2f}, largest |z| {worst:.2f}")
    return 1 if worst > bound else 0


if __name__ == "__main__":
    sys.exit(main())
