#!/usr/bin/env python3
"""A sweep costs no more than its runs, and keeps all processors busy.

A sweep of many points at a small scale runs on one thread and on two. Beside it, some of its points run alone by the commands of
`runs.csv`, on one thread. A machine may be shared, so the figures are ratios of processor time:

* overhead: processor time of the sweep on one thread over that of as many runs alone, less 1; must be below 0.05;
* cost of threads: processor time on two threads over that on one; must be below 1.1;
* efficiency: processor time of the sweep on two threads over what other programs left of two processors meanwhile (from /proc/stat);
  must be above 0.9.

    cargo build --release
    python3 tests/system/overhead.py target/release/lachan
    python3 tests/system/overhead.py target/release/lachan --points 100

Exit code: 0 when all hold, 1 otherwise. Needs Linux and Python's standard library.
"""

import argparse
import csv
import os
import random
import resource
import shlex
import subprocess
import sys
import tempfile
import time
from pathlib import Path

# No run is read from the store of whoever tests.
os.environ["LACHAN_STORE"] = ""

STUDY = """
[study]
name = "overhead"
kind = "sweep"
design = "latin_hypercube"
points = {points}
seed = 5
scale = 0.001
years = 1
set = ["simulation.warm_up_months=12", "synthesis.commune_households=200"]
[[factor]]
name = "recruiters.per_100k"
[[factor]]
name = "recruitment.contact"
"""


def processor_time(command):
    """Processor and wall time of a command, in seconds."""
    before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    own = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return own, time.monotonic() - begun


def busy():
    """Processor time that all programs together have used, in seconds."""
    first = Path("/proc/stat").read_text(encoding="ascii").splitlines()[0].split()[1:9]
    user, nice, system, _idle, _wait, irq, soft, stolen = (int(field) for field in first)
    return (user + nice + system + irq + soft + stolen) / os.sysconf("SC_CLK_TCK")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("binary", help="path of the release binary")
    parser.add_argument("--points", type=int, default=1000)
    parser.add_argument("--alone", type=int, default=40, help="points that run alone")
    given = parser.parse_args()
    binary = str(Path(given.binary).resolve())

    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        study = folder / "study.toml"
        study.write_text(STUDY.format(points=given.points), encoding="utf-8")
        sweep = [binary, "study", "run", str(study), "--out"]
        one, _ = processor_time([*sweep, str(folder / "one"), "--threads", "1"])
        others = busy()
        two, wall = processor_time([*sweep, str(folder / "two"), "--threads", "2"])
        others = max(0.0, busy() - others - two)

        with open(folder / "one" / "runs.csv", encoding="utf-8", newline="") as text:
            commands = [row["command"] for row in csv.DictReader(text)]
        alone = 0.0
        for place, command in enumerate(random.Random(1).sample(commands, min(given.alone, given.points))):
            words = [binary, *shlex.split(command)[1:], "--threads", "1", "--out", str(folder / f"alone_{place}")]
            alone += processor_time(words)[0]

    each = alone / min(given.alone, given.points)
    overhead = one / (each * given.points) - 1
    threads = two / one
    left = max(two, 2 * wall - max(0.0, others - max(0, os.cpu_count() - 2) * wall))
    efficiency = two / left
    print(f"{given.points} points: {one:.1f} s of processor time on one thread, {two:.1f} s on two in {wall:.1f} s; {each:.3f} s a run alone")
    print(f"overhead {overhead:+.3f}, cost of threads {threads:.3f}, efficiency {efficiency:.3f} (others used {others:.1f} s)")
    return 0 if overhead < 0.05 and threads < 1.1 and efficiency > 0.9 else 1


if __name__ == "__main__":
    sys.exit(main())
