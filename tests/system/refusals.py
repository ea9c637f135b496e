#!/usr/bin/env python3
"""A wrong configuration is refused at once: the median time of the program over all bad files of tests/bad_inputs.

Every `NN_*.toml` there is checked several times; each must be refused with exit code 2. The median over all files and tries must be
below 50 ms of wall time, start of the process included; the slowest file is named.

    cargo build --release
    python3 tests/system/refusals.py target/release/lachan

Exit code: 0 when the bound holds, 1 otherwise. Needs only Python's standard library.
"""

import argparse
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

# No run is read from the store of whoever tests.
os.environ["LACHAN_STORE"] = ""

BOUND = 0.050


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("binary", help="path of the release binary")
    parser.add_argument("--tries", type=int, default=5)
    given = parser.parse_args()
    files = sorted(Path("tests/bad_inputs").glob("[0-9][0-9]_*.toml"))
    if len(files) < 20:
        print("run it from the project's own folder", file=sys.stderr)
        return 1
    times = {}
    for file in files:
        taken = []
        for _ in range(given.tries):
            begun = time.monotonic()
            done = subprocess.run([given.binary, "check", str(file)], capture_output=True)
            taken.append(time.monotonic() - begun)
            if done.returncode != 2:
                print(f"{file}: exit code {done.returncode}, not 2")
                return 1
        times[file] = statistics.median(taken)
    median = statistics.median(times.values())
    slowest = max(times, key=times.get)
    print(
        f"{len(files)} bad files refused, median {1000 * median:.1f} ms, "
        f"slowest {1000 * times[slowest]:.1f} ms ({slowest.name}); bound of the median {1000 * BOUND:.0f} ms"
    )
    return 0 if median < BOUND else 1


if __name__ == "__main__":
    sys.exit(main())
